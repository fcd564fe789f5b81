//! [`Location`]: the region, zone and project of a request.

use tingji_core::operation::UnsignedRequest;
use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::Params;
use tingji_ucloud::Config;
use tingji_ucloud::protocol::form_request;

use crate::endpoint::region_of;
use crate::validate::require;

/// Region, zone and project that a request sets itself. `None` or an empty text means: use the client's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Location {
    pub(crate) region: Option<String>,
    pub(crate) zone: Option<String>,
    pub(crate) project_id: Option<String>,
}

impl Location {
    /// Merges the request's location with the client's. The request's values take precedence; a region
    /// follows from the zone. The client's zone is used only if it is in the same region.
    pub(crate) fn resolve(&self, config: &Config) -> Config {
        let fallback = non_empty(&config.region);
        let zone = non_empty(&self.zone);
        let zone_region = zone.as_deref().and_then(region_of).map(str::to_owned);
        let region = non_empty(&self.region).or(zone_region).or_else(|| fallback.clone());
        let zone = zone.or_else(|| non_empty(&config.zone).filter(|_| region == fallback));
        let project_id = non_empty(&self.project_id).or_else(|| non_empty(&config.project_id));
        Config { region, zone, project_id }
    }

    /// Merges as [`resolve`](Self::resolve), and fails with [`InvalidRequest`](ErrorKind::InvalidRequest)
    /// if the region or the zone stays unknown. `what` names the subject in the message.
    pub(crate) fn require_zone(&self, config: &Config, what: &str) -> Result<Config> {
        let location = self.resolve(config);
        let missing = match (&location.region, &location.zone) {
            (Some(_), Some(_)) => return Ok(location),
            (None, Some(_)) => "region",
            (Some(_), None) => "zone",
            (None, None) => "region and zone",
        };
        let message = format!("the {missing} of {what} must be set, in the request or in the client");
        Err(Error::new(ErrorKind::InvalidRequest, message))
    }

    /// Builds a form request with the parts of the location that are known.
    pub(crate) fn request(&self, params: Params, config: &Config) -> UnsignedRequest {
        form_request(params, &self.resolve(config))
    }

    /// Builds a form request, and fails if the region is unknown.
    pub(crate) fn regional_request(&self, params: Params, config: &Config) -> Result<UnsignedRequest> {
        let location = self.resolve(config);
        require(location.region.is_some(), || {
            "the region must be set, in the request or in the client".to_owned()
        })?;
        Ok(form_request(params, &location))
    }

    /// Builds a form request, and fails if [the region or the zone is unknown](Self::require_zone).
    pub(crate) fn zonal_request(
        &self,
        params: Params,
        config: &Config,
        what: &str,
    ) -> Result<UnsignedRequest> {
        Ok(form_request(params, &self.require_zone(config, what)?))
    }
}

/// Returns the text unless it is missing or empty.
fn non_empty(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.is_empty())
}

/// Implements the setters `region`, `zone` and `project_id` for a request that stores its location in
/// `self.$at`.
macro_rules! location_setters {
    ($type:ident, $($at:ident).+) => {
        impl $type {
            /// Region, such as `cn-wlcb`. Default: the region of the zone, else the client's region.
            #[must_use]
            pub fn region(mut self, region: impl Into<String>) -> Self {
                self.$($at).+.region = Some(region.into());
                self
            }

            /// Zone, such as `cn-wlcb-01`. Default: the client's zone, if it is in the same region.
            #[must_use]
            pub fn zone(mut self, zone: impl Into<String>) -> Self {
                self.$($at).+.zone = Some(zone.into());
                self
            }

            /// Project id, such as `org-xxxx`. Default: the client's project, else the account's default
            /// project.
            #[must_use]
            pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
                self.$($at).+.project_id = Some(project_id.into());
                self
            }
        }
    };
}
pub(crate) use location_setters;
