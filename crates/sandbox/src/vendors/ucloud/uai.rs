//! UCloud UAI-Inference: the actions on services and their versions.
//!
//! The vendor's documents are at <https://github.com/UCloudDoc-Team/uai-inference>. They name the states but no
//! error codes, so that all codes of refusals are guesses.

use super::{catalog, deploy, list, modify, power};
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::RequestContext;
use crate::vendors::rpc::RpcResult;

pub(super) fn dispatch(
    ctx: &mut RequestContext<'_>,
    account: &SandboxAccount,
    action: &str,
    params: &RequestParams,
) -> RpcResult {
    match action {
        "StopUAIService" => power::stop(ctx, account, params),
        "StartUAIService" => power::start(ctx, account, params),
        "DeleteUAIService" => power::delete(ctx, account, params),
        "GetUAIServiceList" => list::list_services(ctx, account, params),
        "GetUAISrvVersionList" => list::list_versions(ctx, account, params),
        "CreateUAIService" => deploy::create(ctx, params),
        "CreateUAIExclusiveService" => deploy::create_exclusive(ctx, params),
        "DeployUAIService" => deploy::deploy(ctx, account, params),
        "DeployUAIServiceByDocker" => deploy::deploy_by_docker(ctx, account, params),
        "CheckUAIDeployProgress" => deploy::check_progress(ctx, account, params),
        _ => match modify::try_dispatch(ctx, account, action, params) {
            Some(result) => result,
            None => catalog::dispatch(action, params),
        },
    }
}
