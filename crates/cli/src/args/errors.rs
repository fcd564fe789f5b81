//! The arguments of `tingji errors`.

use clap::Args;

use super::clouds::CloudArgs;
use crate::lang::HelpText;

/// Examples and exit codes at the end of the help.
const EXAMPLES: HelpText = HelpText {
    en: "\
Examples:
  tingji errors 226604                   a RetCode from CompShare
  tingji errors OperationDenied.ResourceLocked --lang zh
  tingji errors 171 --cloud ucloud       for one cloud only
  tingji errors unconfirmed              an outcome of this command
  tingji errors 7                        an exit code of this command
  tingji errors --cloud bce              all codes of one cloud

Exit codes: 0 found, 5 unknown code; similar codes are suggested.",
    zh: "\
示例：
  tingji errors 226604                   CompShare 的 RetCode
  tingji errors OperationDenied.ResourceLocked --lang zh
  tingji errors 171 --cloud ucloud       只查一家云
  tingji errors unconfirmed              本命令的一种结果
  tingji errors 7                        本命令的退出码
  tingji errors --cloud bce              一家云的全部错误码

退出码：0 已解释，5 未知（此时列出最相近的错误码）。",
};

/// Arguments of `errors`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ErrorsArgs {
    #[arg(value_name = "CODE", allow_negative_numbers = true, help = HelpText {
        en: "A vendor's error code, or an exit code, outcome or error kind of this command. Default: all",
        zh: "厂商的错误码，或本命令的退出码、结果、错误类别。默认：全部",
    })]
    pub(crate) code: Option<String>,
    #[command(flatten)]
    pub(crate) clouds: CloudArgs,
}
