//! The operations of UAI-Inference, one file each.

mod auth_uai_srv_service_client;
mod check_uai_base_img_exist;
mod check_uai_deploy_progress;
mod create_uai_exclusive_service;
mod create_uai_service;
mod delete_uai_service;
mod delete_uai_srv_service_client;
mod deploy_uai_service;
mod deploy_uai_service_by_docker;
mod get_uai_available_env_pkg;
mod get_uai_service_list;
mod get_uai_srv_available_base_image;
mod get_uai_srv_available_resource;
mod get_uai_srv_available_service_type;
mod get_uai_srv_bill_info;
mod get_uai_srv_bill_unit_price;
mod get_uai_srv_real_time_metric;
mod get_uai_srv_scale_rule;
mod get_uai_srv_service_client_list;
mod get_uai_srv_version_list;
mod modify_uai_srv_name;
mod modify_uai_srv_version_memo;
mod modify_uai_srv_version_node_range;
mod modify_uai_srv_version_weight;
mod start_uai_service;
mod stop_uai_service;
mod update_uai_srv_scale_rule_params;

pub use auth_uai_srv_service_client::AuthUAISrvServiceClient;
pub use check_uai_base_img_exist::CheckUAIBaseImgExist;
pub use check_uai_deploy_progress::CheckUAIDeployProgress;
pub use create_uai_exclusive_service::CreateUAIExclusiveService;
pub use create_uai_service::CreateUAIService;
pub use delete_uai_service::DeleteUAIService;
pub use delete_uai_srv_service_client::DeleteUAISrvServiceClient;
pub use deploy_uai_service::DeployUAIService;
pub use deploy_uai_service_by_docker::DeployUAIServiceByDocker;
pub use get_uai_available_env_pkg::GetUAIAvailableEnvPkg;
pub use get_uai_service_list::GetUAIServiceList;
pub use get_uai_srv_available_base_image::GetUAISrvAvailableBaseImage;
pub use get_uai_srv_available_resource::GetUAISrvAvailableResource;
pub use get_uai_srv_available_service_type::GetUAISrvAvailableServiceType;
pub use get_uai_srv_bill_info::GetUAISrvBillInfo;
pub use get_uai_srv_bill_unit_price::GetUAISrvBillUnitPrice;
pub use get_uai_srv_real_time_metric::GetUAISrvRealTimeMetric;
pub use get_uai_srv_scale_rule::GetUAISrvScaleRule;
pub use get_uai_srv_service_client_list::GetUAISrvServiceClientList;
pub use get_uai_srv_version_list::GetUAISrvVersionList;
pub use modify_uai_srv_name::ModifyUAISrvName;
pub use modify_uai_srv_version_memo::ModifyUAISrvVersionMemo;
pub use modify_uai_srv_version_node_range::ModifyUAISrvVersionNodeRange;
pub use modify_uai_srv_version_weight::ModifyUAISrvVersionWeight;
pub use start_uai_service::StartUAIService;
pub use stop_uai_service::StopUAIService;
pub use update_uai_srv_scale_rule_params::UpdateUAISrvScaleRuleParams;

use tingji_core::{Error, ErrorKind, InstanceId, Result};

/// So many rows a page holds if nothing else is said.
const LIMIT: u32 = 100;

/// An id that is one.
fn checked(id: &str) -> Result<String> {
    Ok(InstanceId::new(id, None)?.id().to_owned())
}

/// Refuses what would be refused anyway, before anything is sent.
fn require(holds: bool, message: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::new(ErrorKind::InvalidRequest, message)) }
}

/// Refuses a service's name that can't be one.
fn check_name(name: &str) -> Result<()> {
    let fits = name.len() >= 6 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    require(fits, "SrvName has at least six letters, digits and _, and nothing else")
}

/// Refuses a share of the traffic that is none.
fn check_weight(weight: u32) -> Result<()> {
    require((1..=100).contains(&weight), "DeployWeight is 1 to 100")
}

/// A text that is not empty.
fn filled(name: &str, text: &str) -> Result<String> {
    if text.is_empty() {
        return Err(Error::new(ErrorKind::InvalidRequest, format!("{name} is empty")));
    }
    Ok(text.to_owned())
}
