//! The user's folders: state for journals, settings for the profile file.

use std::path::PathBuf;

use etcetera::{BaseStrategy, choose_base_strategy};

/// Returns the state folder of this command, such as `~/.local/state/tingji`.
///
/// # Errors
///
/// A message if the user has no home.
pub(crate) fn folder() -> Result<PathBuf, String> {
    let base = choose_base_strategy().map_err(|error| error.to_string())?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join("tingji"))
}

/// Returns the settings folder of this command, such as `~/.config/tingji`.
///
/// # Errors
///
/// A message if the user has no home.
pub(crate) fn config_folder() -> Result<PathBuf, String> {
    let base = choose_base_strategy().map_err(|error| error.to_string())?;
    Ok(base.config_dir().join("tingji"))
}
