//! Objects of the ModelArts and IAM APIs.

mod catalog;
mod create_params;
mod iam;
mod page;
mod server;
mod supernode;
mod task;
mod time;

pub use catalog::{ServerFlavor, ServerImageResponse};
pub use create_params::{
    AllowedAddressPair, Arch, ChargingInfo, ChargingMode, DataVolume, HyperGroup, PeriodType, RootVolume,
    ServerNetwork, ServerNetworkHyperCluster, ServerType, VolumeType,
};
pub use iam::{IamProject, IamReference, IamUser, ProjectLinks, Scope, Token};
pub(crate) use page::MAX_OFFSET;
pub use page::Page;
pub use server::{
    CloudServer, Endpoints, EndpointsRes, ServerHpsInfo, ServerResponse, ServerStatus, ServerVolume,
};
pub use supernode::{HyperinstanceResponse, HyperinstanceStatus};
pub use task::{OperationStatus, ServerOperation, ServerOperationError};
