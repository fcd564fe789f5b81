//! The help text about credentials, shared by several commands.

/// The sources of credentials in their order, as `tingji help credentials` prints them. The placeholders are
/// those of [`super::cloud_tables`].
pub(crate) const CREDENTIALS: &str = "\
tingji looks for credentials in the same places as the vendors' own tools. First the environment
variables; the main ones are:
{variables}
then the profile `default` in the profile file that `tingji profile` writes: the path in
TINGJI_CONFIG, else tingji/profiles.toml in the settings folder (~/.config on Linux):
  [profiles.default.compshare]
  public_key = \"…\"
  private_key = \"…\"
then the configuration files of the vendors' tools:
{files}
last, if you name the cloud, the metadata service of its machines ({metadata_clouds}).
For a named profile such as `work`, tingji reads `work` in the profile file, else the same variables
with the prefix WORK_, else the profile `work` in the vendors' files.

TINGJI_ENDPOINT sets one base URL for every cloud, TINGJI_<CLOUD>_ENDPOINT for one cloud;
TINGJI_METADATA_ENDPOINT=off turns metadata services off.";
