//! Where a request goes, and which instance it is about.

use tingji_core::operation::Draft;
use tingji_core::{Error, ErrorKind, Result};
use tingji_signing_core::Params;
use tingji_ucloud::Config;
use tingji_ucloud::protocol::form_request;

use crate::endpoint::region_of;
use crate::validate::require;

/// A region, zone and project, as far as the request names them itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Location {
    pub(crate) region: Option<String>,
    pub(crate) zone: Option<String>,
    pub(crate) project_id: Option<String>,
}

impl Location {
    /// The request's own region or zone, else the client's. A zone of another region than the
    /// request's is never taken from the client. An empty text is none.
    pub(crate) fn resolve(&self, config: &Config) -> Config {
        let fallback = non_empty(&config.region);
        let zone = non_empty(&self.zone);
        let zone_region = || zone.as_deref().and_then(region_of).map(str::to_owned);
        let region = non_empty(&self.region).or_else(zone_region).or_else(|| fallback.clone());
        let zone = zone.or_else(|| non_empty(&config.zone).filter(|_| region == fallback));
        let project_id = non_empty(&self.project_id).or_else(|| non_empty(&config.project_id));
        Config { region, zone, project_id }
    }

    /// The same where region and zone must be known; `what` they belong to is told if they are not.
    pub(crate) fn require_zone(&self, config: &Config, what: &str) -> Result<Config> {
        let location = self.resolve(config);
        let lacking = match (&location.region, &location.zone) {
            (Some(_), Some(_)) => return Ok(location),
            (None, Some(_)) => "region",
            (Some(_), None) => "zone",
            (None, None) => "region and zone",
        };
        let message = format!("the {lacking} of {what} must be known, and nothing tells it: set it");
        Err(Error::new(ErrorKind::InvalidRequest, message))
    }

    /// The request with as much of the place as is known.
    pub(crate) fn request(&self, params: Params, config: &Config) -> Draft {
        form_request(params, &self.resolve(config))
    }

    /// The same where the region must be known.
    pub(crate) fn regional_request(&self, params: Params, config: &Config) -> Result<Draft> {
        let location = self.resolve(config);
        require(location.region.is_some(), || {
            "the region must be known, and nothing tells it: set it".to_owned()
        })?;
        Ok(form_request(params, &location))
    }

    /// The same where [region and zone must be known](Self::require_zone).
    pub(crate) fn zonal_request(&self, params: Params, config: &Config, what: &str) -> Result<Draft> {
        Ok(form_request(params, &self.require_zone(config, what)?))
    }
}

/// A text that is there and not empty.
fn non_empty(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.is_empty())
}

/// Gives a request, whose place is at `self.$at`, the settings that all of them have.
macro_rules! location_setters {
    ($type:ident, $($at:ident).+) => {
        impl $type {
            /// The region, such as `cn-wlcb`. Default: that of the zone, else the client's.
            #[must_use]
            pub fn region(mut self, region: impl Into<String>) -> Self {
                self.$($at).+.region = Some(region.into());
                self
            }

            /// The zone, such as `cn-wlcb-01`. Default: the client's, if it is in this region.
            #[must_use]
            pub fn zone(mut self, zone: impl Into<String>) -> Self {
                self.$($at).+.zone = Some(zone.into());
                self
            }

            /// The project, such as `org-xxxx`. Default: the client's, else the account's.
            #[must_use]
            pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
                self.$($at).+.project_id = Some(project_id.into());
                self
            }
        }
    };
}
pub(crate) use location_setters;
