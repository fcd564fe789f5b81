//! CompShare (优云智算): GPU instances behind UCloud's protocol.
//!
//! <https://www.compshare.cn/docs/gpus/instance/stopcompshareinstance>

mod availability;
mod create;
mod describe;
mod instance;
mod modify;
mod params;
mod power;
mod price;
mod schedule;

use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::RequestContext;
use crate::vendors::rpc::{RpcError, RpcResult};

type ActionHandler = fn(&mut RequestContext<'_>, &SandboxAccount, &RequestParams) -> RpcResult;

const ACTIONS: [(&str, ActionHandler); 23] = [
    ("DescribeCompShareInstance", describe::list_instances),
    ("DescribeCompShareSupportZone", describe::list_zones),
    ("DescribeAvailableCompShareInstanceTypes", availability::list_types),
    ("DescribeCompShareMachineTypeFamilies", availability::list_families),
    ("DescribeCompShareGpuInventory", availability::get_inventory),
    ("GetCompShareInstanceMonitor", describe::get_metrics),
    ("CreateCompShareInstance", create::create),
    ("StopCompShareInstance", power::stop),
    ("StartCompShareInstance", power::start),
    ("RebootCompShareInstance", power::reboot),
    ("TerminateCompShareInstance", power::terminate),
    ("ReinstallCompShareInstance", modify::reinstall),
    ("ResetCompShareInstancePassword", modify::reset_password),
    ("ModifyCompShareInstanceName", modify::rename),
    ("ResizeCompShareInstance", modify::resize),
    ("SwitchChargeType", modify::switch_charge_type),
    ("UpdateCompShareStopScheduler", schedule::update),
    ("DeleteCompShareStopScheduler", schedule::delete),
    ("GetCompShareInstancePrice", price::instance_price),
    ("GetCompShareInstanceUserPrice", price::user_price),
    ("GetCompShareInstanceUpgradePrice", price::upgrade_price),
    ("GetCompShareRefundPrice", price::refund_price),
    ("CheckCompShareResourceCapacity", price::check_capacity),
];

/// True for an action of CompShare.
pub(super) fn has_action(action: &str) -> bool {
    ACTIONS.iter().any(|(name, _)| *name == action)
}

pub(super) fn dispatch(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    action: &str,
    params: &RequestParams,
) -> RpcResult {
    let found = ACTIONS.iter().find(|(name, _)| *name == action);
    let (_, handler) = found.ok_or_else(|| RpcError::unknown_action(action))?;
    handler(ctx, account, params)
}
