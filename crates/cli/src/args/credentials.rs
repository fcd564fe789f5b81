//! The help text on credentials, shared by several commands.

pub(crate) const CREDENTIALS: &str = "\
Credentials come from where the vendors' own tools find them. First their variables, of which these
are the main ones:
  ucloud       UCLOUD_PUBLIC_KEY, UCLOUD_PRIVATE_KEY
  compshare    COMPSHARE_PUBLIC_KEY, COMPSHARE_PRIVATE_KEY
  bce          BCE_ACCESS_KEY_ID, BCE_SECRET_ACCESS_KEY, BCE_SECURITY_TOKEN
  volcengine   VOLCENGINE_ACCESS_KEY, VOLCENGINE_SECRET_KEY, VOLCENGINE_SESSION_TOKEN
  huaweicloud  HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN,
               HUAWEICLOUD_SDK_PROJECT_ID (if it is not set, IAM is asked for it)
then the profile `default` of the file of profiles, which `tingji profile` writes: TINGJI_CONFIG,
else tingji/profiles.toml in the folder for settings (~/.config on Linux):
  [profiles.default.compshare]
  public_key = \"…\"
  private_key = \"…\"
then the profile files of their tools:
  ucloud       ~/.ucloud/config.json and credential.json
  compshare    ~/.config/compshare/config.json
  bce          ~/.bce/config.json, ~/.go-bcecli/credentials
  volcengine   ~/.volcengine/config.json
  huaweicloud  ~/.huaweicloud/credentials, ~/.hcloud/config.json
then, for volcengine and huaweicloud if they are asked for by name, the metadata service of their
machines. The profile `work` of a target is that of the file of profiles, else it reads the same
variables with WORK_ in front, then the profile `work` of the vendors' files.

TINGJI_ENDPOINT sends every cloud to one base URL, TINGJI_<CLOUD>_ENDPOINT one cloud;
TINGJI_METADATA_ENDPOINT=off leaves metadata services alone.";
