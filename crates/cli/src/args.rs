//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tingji::{Cloud, Target};

const CREDENTIALS: &str = "\
Credentials come from where the vendors' own tools find them. First their variables, of which these
are the main ones:
  ucloud       UCLOUD_PUBLIC_KEY, UCLOUD_PRIVATE_KEY
  compshare    COMPSHARE_PUBLIC_KEY, COMPSHARE_PRIVATE_KEY
  bce          BCE_ACCESS_KEY_ID, BCE_SECRET_ACCESS_KEY, BCE_SECURITY_TOKEN
  volcengine   VOLCENGINE_ACCESS_KEY, VOLCENGINE_SECRET_KEY, VOLCENGINE_SESSION_TOKEN
  huaweicloud  HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN,
               HUAWEICLOUD_SDK_PROJECT_ID (if it is not set, IAM is asked for it)
then the profile files of their tools:
  ucloud       ~/.ucloud/config.json and credential.json
  compshare    ~/.config/compshare/config.json
  bce          ~/.bce/config.json, ~/.go-bcecli/credentials
  volcengine   ~/.volcengine/config.json
  huaweicloud  ~/.huaweicloud/credentials, ~/.hcloud/config.json
then, for volcengine and huaweicloud if they are asked for by name, the metadata service of their
machines. The profile `work` of a target reads the same variables with WORK_ in front, then the
profile `work` of the files.

TINGJI_ENDPOINT sends every cloud to one base URL, TINGJI_<CLOUD>_ENDPOINT one cloud;
TINGJI_METADATA_ENDPOINT=off leaves metadata services alone.";

const EXIT_CODES: &str = "\
Exit codes:
   0  all stopped, or were already     6  mixed results
   1  failed                           7  unconfirmed: not seen stopped
   2  usage                            8  locked, or its state or kind forbids a stop
   3  cancelled                        9  throttled, unavailable or unreachable
   4  credentials or signature        10  the product can't do what was asked
   5  not found";

/// Stop AI and GPU machines on five Chinese clouds, and know that they stopped.
#[derive(Debug, Parser)]
#[command(name = "tingji", version, after_long_help = CREDENTIALS)]
pub(crate) struct Arguments {
    /// How results are written to standard output.
    #[arg(short, long, global = true, value_enum, default_value_t = Output::Table)]
    pub(crate) output: Output,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people.
    Table,
    /// For programs: one object, with a schema version.
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Play the main job on five clouds that run inside this process: no account, no key, no network.
    Demo,
    /// Show the instances of every cloud whose credentials are found.
    List(ListArguments),
    /// Stop instances, and wait until the vendor's own state reads stopped.
    Stop(StopArguments),
    /// Finish a stop that a crash cut short: nothing that took effect is sent again.
    Resume(ResumeArguments),
    /// The five clouds on this machine, for trying and testing.
    #[command(subcommand)]
    Sandbox(SandboxCommand),
}

#[derive(Debug, Args)]
#[command(after_help = CREDENTIALS)]
pub(crate) struct ListArguments {
    /// Only this cloud; may be given several times.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
    /// Another region than the variables and the vendor's default name.
    #[arg(long)]
    pub(crate) region: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = format!("{CREDENTIALS}\n\n{EXIT_CODES}"))]
pub(crate) struct StopArguments {
    /// What to stop: CLOUD[:PROFILE][/REGION]/ID[@VERSION], such as compshare/cn-wlcb/uhost-xxxx or
    /// ucloud/cn-bj2/uaiservice-x@5-6. Clouds: ucloud, compshare, bce, volcengine, huaweicloud.
    #[arg(required = true, value_name = "TARGET", value_parser = parse_target)]
    pub(crate) targets: Vec<Target>,
    /// Do not ask. Needed without a terminal, for more than one target or with --force.
    #[arg(short, long)]
    pub(crate) yes: bool,
    /// Cut the power: data not yet written is lost. CompShare's spot instances stop only so.
    #[arg(long)]
    pub(crate) force: bool,
    /// Only a stop after which compute is not charged; refused where the product has none.
    #[arg(long)]
    pub(crate) no_charge: bool,
    /// Makes repeated stops one, where the product has such a token (Volcengine): 1 to 64 ASCII
    /// characters. Refused by the others. Without it one is made up for each target that takes one.
    #[arg(long, value_name = "TOKEN")]
    pub(crate) client_token: Option<String>,
    /// Return when the vendor took the stop on; the outcome is then `unconfirmed`.
    #[arg(long)]
    pub(crate) no_wait: bool,
    /// Only look: say what would be stopped, and send nothing.
    #[arg(long, conflicts_with = "no_wait")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) patience: Patience,
    /// The region of targets that name none.
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// Where to write down what is sent before it is sent, for `tingji resume`. Default: a file of
    /// its own in the user's state folder, taken away when nothing is left open.
    #[arg(long, value_name = "FILE", conflicts_with = "no_journal")]
    pub(crate) journal: Option<PathBuf>,
    /// Write nothing down.
    #[arg(long)]
    pub(crate) no_journal: bool,
}

/// How long and how often.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Patience {
    /// When to give up waiting, such as 90s, 15m or 1h.
    #[arg(long, value_name = "DURATION", default_value = "15m", value_parser = parse_duration)]
    pub(crate) deadline: Duration,
    /// What to do about an instance that another operation holds.
    #[arg(long, value_enum, default_value_t = Lock::Wait)]
    pub(crate) lock: Lock,
    /// How many stops are under way at once in each account.
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = parse_parallel)]
    pub(crate) parallel: usize,
    /// The first pause between two looks; it grows to 15 s.
    #[arg(long, value_name = "DURATION", default_value = "1s", value_parser = parse_duration)]
    pub(crate) poll_interval: Duration,
}

/// What to do about a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lock {
    /// Try again within the deadline.
    Wait,
    /// Give up at once; the outcome is `locked`.
    Fail,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = format!("{CREDENTIALS}\n\n{EXIT_CODES}"))]
pub(crate) struct ResumeArguments {
    /// The journal of the stop; default: the latest in the user's state folder that is left open.
    #[arg(value_name = "FILE")]
    pub(crate) journal: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) patience: Patience,
    /// The region of targets that name none, as it was given to the stop.
    #[arg(long)]
    pub(crate) region: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SandboxCommand {
    /// Print one line of JSON with the endpoint and the accounts' keys, then serve until interrupted.
    Serve(ServeArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// A loopback address; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// What to play: a JSON file with accounts, instances and how long a stop takes.
    #[arg(long, value_name = "FILE")]
    pub(crate) scenario: Option<PathBuf>,
}

fn parse_cloud(text: &str) -> Result<Cloud, String> {
    text.parse().map_err(|error: tingji::core::Error| error.message().to_owned())
}

fn parse_target(text: &str) -> Result<Target, String> {
    text.parse().map_err(|error: tingji::core::Error| error.message().to_owned())
}

/// A positive time; a bare number is seconds.
fn parse_duration(text: &str) -> Result<Duration, String> {
    let bad = || format!("{text:?} is no duration: write 90s, 15m or 1h30m");
    if let Ok(seconds) = text.parse::<u64>() {
        return positive(Duration::from_secs(seconds), bad);
    }
    let duration: jiff::SignedDuration = text.parse().map_err(|_| bad())?;
    positive(Duration::try_from(duration).map_err(|_| bad())?, bad)
}

fn parse_parallel(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=256).contains(number));
    number.ok_or_else(|| format!("{text:?} is no number from 1 to 256"))
}

fn positive(duration: Duration, bad: impl Fn() -> String) -> Result<Duration, String> {
    let week = Duration::from_secs(7 * 24 * 60 * 60);
    if duration.is_zero() || duration > week { Err(format!("{}, up to a week", bad())) } else { Ok(duration) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_people_write_them() {
        let read = |text| parse_duration(text).map(|duration| duration.as_millis());
        assert_eq!(read("15m"), Ok(900_000));
        assert_eq!(read("1h30m"), Ok(5_400_000));
        assert_eq!(read("90"), Ok(90_000));
        assert_eq!(read("250ms"), Ok(250));
        for bad in ["", "0", "-5s", "soon", "99999h", "15 fortnights"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
