//! `tingji profile list`.

use crate::args::{Output, ProfileListArgs};
use crate::command::environment::environment;
use crate::error::CliError;
use crate::lang::{self, tr};
use crate::output;

/// Prints the profiles in the file, of the selected clouds only.
///
/// # Errors
///
/// Exit code 4 if the file is invalid.
pub(super) fn run(arguments: &ProfileListArgs, format: Output) -> Result<u8, CliError> {
    let file = environment().profile_file()?;
    let mut profiles = file.read()?;
    profiles.retain(|profile| arguments.clouds.include(profile.cloud()));
    if let Some(warning) = file.warning() {
        let warning = lang::translate(&warning);
        output::notice(&tr!("warning: {warning}", "警告：{warning}"));
    }
    if profiles.is_empty() {
        let name = file.name();
        output::notice(&tr!(
            "no profiles in {name}; see `tingji profile add --help`",
            "{name} 中没有 profile；见 `tingji profile add --help`"
        ));
    }
    output::profiles::list(&profiles, &file.name(), format);
    Ok(0)
}
