//! [`BceOperation`]: the operation that a method, a path and query keys name.

use crate::http::params::RequestParams;
use crate::http::raw_request::RawRequest;
use crate::vendors::bce::power_action::PowerAction;
use crate::vendors::bce::release::ReleaseForm;
use crate::vendors::vendor_error::VendorError;

/// An operation, with the instance that the path names.
pub(super) enum BceOperation {
    Power(PowerAction, String),
    BatchPower(PowerAction),
    Get(String),
    List,
    ListById,
    ListNoCharge,
    Release(ReleaseForm, String),
    ReleaseMany,
    ReleasePrepaid,
    AutoRelease(String),
    Protect(String),
    Flavors,
    Zones,
    Regions,
}

impl BceOperation {
    pub(super) fn parse(request: &RawRequest, query: &RequestParams) -> Result<Self, VendorError> {
        let segments = request.path_segments();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        let method = request.method.as_str();
        let found = match segments[..] {
            // The newest SDKs use v2, the SDK for Node v1; both versions are equivalent.
            ["v1" | "v2", "instance", ref rest @ ..] => Self::parse_instance_path(method, rest, query),
            ["v1" | "v2", "zone"] if method == "GET" => Some(Self::Zones),
            ["v1" | "v2", "region", "describeRegions"] if method == "POST" => Some(Self::Regions),
            ["v1" | "v2", "zone"] | ["v1" | "v2", "region", "describeRegions"] => None,
            [_, "instance" | "zone" | "region", ..] => {
                return Err(VendorError::new(
                    404,
                    "InvalidVersion",
                    "The API version specified was invalid.",
                ));
            }
            _ => return Err(VendorError::new(400, "InvalidURI", "Could not parse the specified URI.")),
        };
        found.ok_or_else(|| {
            VendorError::new(
                400,
                "InvalidHTTPRequest",
                "The sandbox does not know this operation of instances.",
            )
        })
    }

    fn parse_instance_path(method: &str, rest: &[&str], query: &RequestParams) -> Option<Self> {
        Some(match (method, rest) {
            ("GET", []) => Self::List,
            ("GET", ["noCharge"]) => Self::ListNoCharge,
            ("GET", ["flavorSpec"]) => Self::Flavors,
            ("GET", [id]) => Self::Get((*id).to_owned()),
            ("POST", ["listByInstanceId"]) => Self::ListById,
            ("POST", ["batchDelete"]) => Self::ReleaseMany,
            ("POST", ["delete"]) => Self::ReleasePrepaid,
            ("POST", [id]) => Self::Release(ReleaseForm::Post, (*id).to_owned()),
            ("DELETE", [id]) => Self::Release(ReleaseForm::Delete, (*id).to_owned()),
            ("PUT", ["batchAction"]) => Self::BatchPower(PowerAction::parse(query)?),
            ("PUT", [id, "deletionProtection"]) => Self::Protect((*id).to_owned()),
            ("PUT", [id]) if query.get("autorelease").is_some() => Self::AutoRelease((*id).to_owned()),
            ("PUT", [id]) => Self::Power(PowerAction::parse(query)?, (*id).to_owned()),
            _ => return None,
        })
    }

    /// The vendor's name, for the request log.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Power(action, _) => action.name(),
            Self::BatchPower(action) => action.batch_name(),
            Self::Get(_) => "GetInstance",
            Self::List => "ListInstances",
            Self::ListById => "ListInstanceByIds",
            Self::ListNoCharge => "GetInstanceNoChargeList",
            Self::Release(ReleaseForm::Delete, _) => "ReleaseInstance",
            Self::Release(ReleaseForm::Post, _) => "ReleaseInstanceByPost",
            Self::ReleaseMany => "ReleaseMultipleInstanceByPost",
            Self::ReleasePrepaid => "DeletePrepayInstance",
            Self::AutoRelease(_) => "AutoReleaseInstance",
            Self::Protect(_) => "InstanceDeletionProtection",
            Self::Flavors => "ListFlavorSpec",
            Self::Zones => "ListZones",
            Self::Regions => "DescribeRegions",
        }
    }

    /// The instance that the path names.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Self::Power(_, id)
            | Self::Get(id)
            | Self::Release(_, id)
            | Self::AutoRelease(id)
            | Self::Protect(id) => Some(id),
            _ => None,
        }
    }
}
