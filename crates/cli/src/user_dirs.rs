//! Folders of the user: state and settings.

use std::path::PathBuf;

use etcetera::{BaseStrategy, choose_base_strategy};

/// The user's state folder of this command.
pub(crate) fn folder() -> Result<PathBuf, String> {
    let base = choose_base_strategy().map_err(|error| error.to_string())?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join("tingji"))
}

/// The user's folder for settings of this command.
pub(crate) fn config_folder() -> Result<PathBuf, String> {
    let base = choose_base_strategy().map_err(|error| error.to_string())?;
    Ok(base.config_dir().join("tingji"))
}
