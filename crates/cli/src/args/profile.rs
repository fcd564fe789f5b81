//! The arguments of `tingji profile`.

use clap::{Args, Subcommand};
use tingji::Cloud;

use super::parse::{filled, parse_cloud};

/// The file of profiles.
#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    /// Show the profiles in the file; of keys no more than the last four letters.
    List(ProfileListArguments),
    /// Write a profile into the file; the keys are asked for on the terminal, or read from standard input.
    Add(ProfileAddArguments),
    /// Take a profile out of the file.
    Remove(ProfileRemoveArguments),
    /// Copy what the files of the vendors' own tools hold into the file.
    Import(ProfileImportArguments),
}

pub(crate) const FILE: &str = "\
The file is TINGJI_CONFIG, else tingji/profiles.toml in the folder for settings (~/.config on
Linux), closed to other users:
  [profiles.work.compshare]
  public_key = \"…\"
  private_key = \"…\"
  region = \"cn-wlcb\"
The profile `default` is used where none is named.";

pub(crate) const LIST: &str = "\
Examples:
  tingji profile list
  tingji profile list -o json";

#[derive(Debug, Args)]
#[command(after_help = format!("{LIST}\n\n{FILE}"))]
pub(crate) struct ProfileListArguments {
    /// Only this cloud; may be given several times.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
}

pub(crate) const ADD: &str = "\
Keys never stand on the command line. Lines for --keys-from-stdin, in the vendor's names:
  ucloud, compshare   public_key=…  private_key=…
  bce                 access_key_id=…  secret_access_key=…  session_token=…
  volcengine          access_key=…  secret_key=…  session_token=…
  huaweicloud         ak=…  sk=…  security_token=…   or   domain_name=…  user_name=…  password=…

Examples:
  tingji profile add work --cloud compshare --region cn-wlcb
  tingji profile add work --cloud bce --keys-from-stdin < keys
  pass show bce | tingji profile add default --cloud bce --keys-from-stdin --replace

Exit codes: 0 added, 2 usage, or there already and no --replace, 4 incomplete keys or a broken file.";

#[derive(Debug, Args)]
#[command(after_help = format!("{ADD}\n\n{FILE}"))]
pub(crate) struct ProfileAddArguments {
    /// Its name, as in the target CLOUD:NAME/ID.
    pub(crate) name: String,
    /// The cloud.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Cloud,
    /// The region; without it that of the variables, or the vendor's default.
    #[arg(long, value_parser = filled())]
    pub(crate) region: Option<String>,
    /// The zone, which only UCloud asks for.
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// The project, at UCloud, CompShare and Huawei Cloud.
    #[arg(long, value_name = "ID")]
    pub(crate) project_id: Option<String>,
    /// Another base URL than the vendor's: https, or a loopback address.
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// Read the keys from standard input, in lines FIELD=VALUE.
    #[arg(long)]
    pub(crate) keys_from_stdin: bool,
    /// Let it take the place of one that is there.
    #[arg(long)]
    pub(crate) replace: bool,
}

pub(crate) const REMOVE: &str = "\
Examples:
  tingji profile remove work                     at all clouds
  tingji profile remove work --cloud bce --yes

Exit codes: 0 removed, 2 no terminal to ask on and no --yes, 3 declined, 4 a broken file, 5 not there.";

#[derive(Debug, Args)]
#[command(after_help = REMOVE)]
pub(crate) struct ProfileRemoveArguments {
    /// Its name.
    pub(crate) name: String,
    /// Only at this cloud; may be given several times.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) cloud: Vec<Cloud>,
    /// Don't ask.
    #[arg(short, long)]
    pub(crate) yes: bool,
}

pub(crate) const IMPORT: &str = "\
Copied are key pairs and the region, zone and project beside them. Keys that are issued when they
are needed (roles, log-ins) are skipped: the target CLOUD:NAME/ID finds them in the vendor's file.

Examples:
  tingji profile import --dry-run
  tingji profile import --from bce --from volcengine
  tingji profile import --from bce --profile default --as work

Exit codes: 0 all is in the file, 2 another one of this name is there and no --replace, 4 a file or
profile is broken, 5 nothing was found, 6 mixed.";

#[derive(Debug, Args)]
#[command(after_help = IMPORT)]
pub(crate) struct ProfileImportArguments {
    /// Only from the files of this cloud's tools; may be given several times.
    #[arg(long, value_name = "CLOUD", value_parser = parse_cloud)]
    pub(crate) from: Vec<Cloud>,
    /// Only the profile of this name there.
    #[arg(long, value_name = "NAME", value_parser = filled())]
    pub(crate) profile: Option<String>,
    /// The name that it gets here.
    #[arg(long = "as", value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Let them take the place of those that are there.
    #[arg(long)]
    pub(crate) replace: bool,
    /// Only tell what would be done.
    #[arg(long)]
    pub(crate) dry_run: bool,
}
