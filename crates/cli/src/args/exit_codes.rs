//! The exit codes at the end of each command's help.

use std::fmt;

use super::credentials::credentials;
use crate::lang::{HelpText, pad, tr};

/// Exit codes of `stop` and `resume`.
pub(crate) const STOP: ExitCodes = ExitCodes {
    done: HelpText { en: "all stopped, now or before", zh: "全部已停止，或此前已停止" },
    awaited: HelpText { en: "stopped", zh: "停止" },
    action: HelpText { en: "a stop", zh: "停机" },
};
/// Exit codes of `start`.
pub(crate) const START: ExitCodes = ExitCodes {
    done: HelpText { en: "all running, now or before", zh: "全部已运行，或此前已在运行" },
    awaited: HelpText { en: "running", zh: "运行" },
    action: HelpText { en: "a start", zh: "启动" },
};
/// Exit codes of `reboot`.
pub(crate) const REBOOT: ExitCodes = ExitCodes {
    done: HelpText { en: "all rebooted and running again", zh: "全部停下后已重新运行" },
    awaited: HelpText { en: "running again", zh: "重新运行" },
    action: HelpText { en: "a reboot", zh: "重启" },
};
/// Exit codes of `delete`.
pub(crate) const DELETE: ExitCodes = ExitCodes {
    done: HelpText { en: "all deleted", zh: "全部已删除" },
    awaited: HelpText { en: "deleted", zh: "删除" },
    action: HelpText { en: "a deletion", zh: "删除" },
};

/// Exit codes of an action: the parts of the table that differ between the commands.
pub(crate) struct ExitCodes {
    /// Success.
    done: HelpText,
    /// State that was not confirmed.
    awaited: HelpText,
    /// Action that a state can forbid.
    action: HelpText,
}

impl ExitCodes {
    /// Returns the end of the long help: the sources of credentials, then the exit codes.
    pub(crate) fn with_credentials(&self) -> String {
        format!("{}\n\n{self}", credentials())
    }
}

impl fmt::Display for ExitCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { done, awaited, action } = self;
        let done = pad(done.get(), 33);
        f.write_str(&tr!(
            "\
Exit codes:
   0  {done}6  mixed results
   1  failed                           7  unconfirmed: not observed {awaited}
   2  usage                            8  locked, or state or kind forbids {action}
   3  cancelled                        9  throttled, unavailable or unreachable
   4  credentials or signature        10  not supported by this product
   5  not found",
            "\
退出码：
   0  {done}6  结果不一
   1  失败                             7  未确认：未观察到{awaited}
   2  用法有误                         8  被占用，或其状态、类型不允许{action}
   3  已取消                           9  限流、不可用或无法连接
   4  凭证或签名有误                  10  该产品不支持此选项
   5  没有该实例"
        ))
    }
}
