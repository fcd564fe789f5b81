//! The help text about credentials, shared by several commands.

use super::cloud_tables::{files, metadata_clouds, variables};
use crate::lang::tr;

/// Returns the sources of credentials in their order, as `tingji help credentials` prints them.
pub(crate) fn credentials() -> String {
    tr!(
        "\
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
TINGJI_METADATA_ENDPOINT=off turns metadata services off.",
        "\
凭证按各厂商工具的惯例查找。首先是环境变量，主要有：
{variables}
其次是 profile 文件中名为 `default` 的 profile，该文件由 `tingji profile` 写入，位置为
TINGJI_CONFIG，否则为设置目录（Linux 上为 ~/.config）中的 tingji/profiles.toml：
  [profiles.default.compshare]
  public_key = \"…\"
  private_key = \"…\"
再次是厂商工具的配置文件：
{files}
最后，若明确指定了云，则使用其机器上的元数据服务（{metadata_clouds}）。目标中的
profile（例如 `work`）取自 profile 文件；文件中没有时，先读取带 WORK_ 前缀的变量，再读取
厂商文件中名为 `work` 的 profile。

TINGJI_ENDPOINT 把所有云指向同一个接入地址，TINGJI_<CLOUD>_ENDPOINT 只指定一家云；
TINGJI_METADATA_ENDPOINT=off 则不使用元数据服务。",
        variables = variables(),
        files = files(),
        metadata_clouds = metadata_clouds()
    )
}
