//! The help text about credentials, shared by several commands.

/// The sources of credentials in their order, as `tingji help credentials` prints them.
pub(crate) const CREDENTIALS: &str = "\
tingji looks for credentials in the same places as the vendors' own tools. First the environment
variables; the main ones are:
  ucloud       UCLOUD_PUBLIC_KEY, UCLOUD_PRIVATE_KEY
  compshare    COMPSHARE_PUBLIC_KEY, COMPSHARE_PRIVATE_KEY
  bce          BCE_ACCESS_KEY_ID, BCE_SECRET_ACCESS_KEY, BCE_SECURITY_TOKEN
  volcengine   VOLCENGINE_ACCESS_KEY, VOLCENGINE_SECRET_KEY, VOLCENGINE_SESSION_TOKEN
  huaweicloud  HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN,
               HUAWEICLOUD_SDK_PROJECT_ID (looked up in IAM if not set)
then the profile `default` in the profile file that `tingji profile` writes: the path in
TINGJI_CONFIG, else tingji/profiles.toml in the settings folder (~/.config on Linux):
  [profiles.default.compshare]
  public_key = \"…\"
  private_key = \"…\"
then the configuration files of the vendors' tools:
  ucloud       ~/.ucloud/config.json and credential.json
  compshare    ~/.config/compshare/config.json
  bce          ~/.bce/config.json, ~/.go-bcecli/credentials
  volcengine   ~/.volcengine/config.json
  huaweicloud  ~/.huaweicloud/credentials, ~/.hcloud/config.json
last, for volcengine and huaweicloud if you name the cloud, the metadata service of their machines.
For a named profile such as `work`, tingji reads `work` in the profile file, else the same variables
with the prefix WORK_, else the profile `work` in the vendors' files.

TINGJI_ENDPOINT sets one base URL for every cloud, TINGJI_<CLOUD>_ENDPOINT for one cloud;
TINGJI_METADATA_ENDPOINT=off turns metadata services off.";
