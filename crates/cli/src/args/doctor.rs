//! The arguments of `tingji doctor`.

use clap::Args;

use super::clouds::CloudArgs;
use super::parse::filled;
use crate::lang::HelpText;

/// Examples and exit codes at the end of the help.
const EXAMPLES: HelpText = HelpText {
    en: "\
doctor reads the first page of instances from each cloud. It changes nothing.

Examples:
  tingji doctor                          every account that has credentials
  tingji doctor --cloud volcengine       only this cloud, including its metadata service
  tingji doctor --profile work           the accounts of a profile
  tingji doctor -o json

Exit codes: 0 no check failed (there may be warnings). Otherwise the lowest that applies:
   1  the cloud rejected the request               5  no such region or project
   2  invalid setting                              9  throttled, unavailable or unreachable
   4  credentials, signature, clock or permission; no cloud, or not the named one, is set up",
    zh: "\
向每家云查询第一页实例，不做任何改动。

示例：
  tingji doctor                          已找到凭证的每家云
  tingji doctor --cloud volcengine       只查这家云，包括其机器上的元数据服务
  tingji doctor --profile work           某个 profile 的账号
  tingji doctor -o json

退出码：0 没有失败（可能有警告）。否则为下列各项中适用的最小值：
   1  云以其他原因拒绝                            5  没有该地域或项目
   2  设置有误                                    9  限流、不可用或无法连接
   4  凭证、签名、时钟或权限有问题；没有设置任何云，或没有设置指定的云",
};

/// Arguments of `doctor`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) clouds: CloudArgs,
    #[arg(long, value_parser = filled(), help = HelpText {
        en: "Only the accounts of this profile. Default: the default account of each cloud and every \
             account in the profile file",
        zh: "只检查此 profile 的账号。默认：各云的默认账号和 profile 文件中的全部账号",
    })]
    pub(crate) profile: Option<String>,
}
