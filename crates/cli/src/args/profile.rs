//! The arguments of `tingji profile`.

use clap::{Args, Subcommand};
use tingji::Cloud;

use super::parse::{filled, parse_cloud};

/// The commands on the profile file.
#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    /// List the profiles in the file; of each key at most the last four characters.
    List(ProfileListArgs),
    /// Write a profile into the file; keys are typed on the terminal or read from standard input.
    Add(ProfileAddArgs),
    /// Remove a profile from the file.
    Remove(ProfileRemoveArgs),
    /// Copy accounts from the configuration files of the vendors' tools into the file.
    Import(ProfileImportArgs),
}

/// The place and the format of the profile file.
pub(crate) const FILE: &str = "\
The profile file is TINGJI_CONFIG, else tingji/profiles.toml in the settings folder (~/.config on
Linux); other users cannot read it:
  [profiles.work.compshare]
  public_key = \"…\"
  private_key = \"…\"
  region = \"cn-wlcb\"
Targets without a profile use `default`.";

/// Examples at the end of the help.
pub(crate) const LIST: &str = "\
Examples:
  tingji profile list
  tingji profile list -o json";

/// Arguments of `profile list`.
#[derive(Debug, Args)]
#[command(after_help = format!("{LIST}\n\n{FILE}"))]
pub(crate) struct ProfileListArgs {
    /// Only this cloud; repeatable.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
}

/// Fields of the keys, examples and exit codes at the end of the help.
pub(crate) const ADD: &str = "\
Keys are never command-line arguments. Lines for --keys-from-stdin, with the vendor's field names:
{fields}

Examples:
  tingji profile add work --cloud compshare --region cn-wlcb
  tingji profile add work --cloud bce --keys-from-stdin < keys
  pass show bce | tingji profile add default --cloud bce --keys-from-stdin --replace

Exit codes: 0 added, 2 usage, or it exists and --replace is missing, 4 incomplete keys or an invalid file.";

/// Arguments of `profile add`. The keys are never arguments, because every user of the machine can read
/// those.
#[derive(Debug, Args)]
#[command(after_help = format!("{ADD}\n\n{FILE}"))]
pub(crate) struct ProfileAddArgs {
    /// Profile name, as in the target CLOUD:NAME/ID.
    pub(crate) name: String,
    /// The cloud.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Cloud,
    /// Region. Default: from the variables, else the vendor's default.
    #[arg(long, value_parser = filled())]
    pub(crate) region: Option<String>,
    /// Zone, for the clouds whose requests name one.
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// Project, for the clouds that have projects.
    #[arg(long, value_name = "ID")]
    pub(crate) project_id: Option<String>,
    /// Base URL instead of the vendor's: https, or a loopback address.
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// Read the keys from standard input, one FIELD=VALUE per line.
    #[arg(long)]
    pub(crate) keys_from_stdin: bool,
    /// Overwrite an existing profile of this name.
    #[arg(long)]
    pub(crate) replace: bool,
}

/// Examples and exit codes at the end of the help.
pub(crate) const REMOVE: &str = "\
Examples:
  tingji profile remove work                     for all clouds
  tingji profile remove work --cloud bce --yes

Exit codes: 0 removed, 2 no terminal and no --yes, 3 declined, 4 invalid file, 5 no such profile.";

/// Arguments of `profile remove`.
#[derive(Debug, Args)]
#[command(after_help = REMOVE)]
pub(crate) struct ProfileRemoveArgs {
    /// Profile name.
    pub(crate) name: String,
    /// Remove it only for this cloud; repeatable.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
    /// Do not ask for confirmation.
    #[arg(short, long)]
    pub(crate) yes: bool,
}

/// Examples and exit codes at the end of the help.
pub(crate) const IMPORT: &str = "\
Copies key pairs with their region, zone and project. Keys that are issued on demand (roles,
log-ins) are skipped: the target CLOUD:NAME/ID finds them in the vendor's file.

Examples:
  tingji profile import --dry-run
  tingji profile import --from bce --from volcengine
  tingji profile import --from bce --profile default --as work

Exit codes: 0 everything is in the file, 2 a different profile of that name exists and --replace is
missing, 4 a file or profile is invalid, 5 nothing found, 6 mixed.";

/// Arguments of `profile import`.
#[derive(Debug, Args)]
#[command(after_help = IMPORT)]
pub(crate) struct ProfileImportArgs {
    /// Import only from this cloud's tools; repeatable.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) from: Vec<Cloud>,
    /// Import only the profile of this name.
    #[arg(long, value_name = "NAME", value_parser = filled())]
    pub(crate) profile: Option<String>,
    /// Name of the imported profile.
    #[arg(long = "as", value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Overwrite existing profiles of the same name.
    #[arg(long)]
    pub(crate) replace: bool,
    /// Only show what would be done.
    #[arg(long)]
    pub(crate) dry_run: bool,
}
