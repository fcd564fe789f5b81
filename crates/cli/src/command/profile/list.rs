//! `tingji profile list`.

use crate::args::{Output, ProfileListArguments};
use crate::command::environment::environment;
use crate::error::Failure;
use crate::lang::{self, say};
use crate::output;

pub(super) fn run(arguments: &ProfileListArguments, format: Output) -> Result<u8, Failure> {
    let file = environment().profile_file()?;
    let mut profiles = file.read()?;
    profiles.retain(|profile| arguments.cloud.is_empty() || arguments.cloud.contains(&profile.cloud()));
    if let Some(warning) = file.warning() {
        let warning = lang::warned(&warning);
        output::notice(&say!("warning: {warning}", "警告：{warning}"));
    }
    if profiles.is_empty() {
        let name = file.name();
        output::notice(&say!(
            "there is no profile in {name}; see `tingji profile add --help`",
            "{name} 中没有 profile；见 `tingji profile add --help`"
        ));
    }
    output::profiles::list(&profiles, &file.name(), format);
    Ok(0)
}
