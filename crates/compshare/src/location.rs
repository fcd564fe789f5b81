//! Region, zone and project of a request: [`located_operation!`] and [`Located`].

use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::params::{SerializeParams, invalid_request};
use tingji_core::{Instance, Result};
use tingji_ucloud::Config;
use tingji_ucloud::protocol::operation_request;

use crate::endpoint::region_of;
use crate::validate::require;

/// Merges the location that a request sets itself with the client's. The request's values take precedence; a
/// region follows from the zone. The client's zone is used only if it is in the same region. An empty text
/// counts as not set.
pub(crate) fn resolve(own: &Config, client: &Config) -> Config {
    let fallback = non_empty(&client.region);
    let zone = non_empty(&own.zone);
    let zone_region = zone.as_deref().and_then(region_of).map(str::to_owned);
    let region = non_empty(&own.region).or(zone_region).or_else(|| fallback.clone());
    let zone = zone.or_else(|| non_empty(&client.zone).filter(|_| region == fallback));
    let project_id = non_empty(&own.project_id).or_else(|| non_empty(&client.project_id));
    Config { region, zone, project_id }
}

/// Fails with [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the region or the zone is unknown.
/// `what` names the subject in the message.
pub(crate) fn require_zone(location: Config, what: &str) -> Result<Config> {
    let missing = match (&location.region, &location.zone) {
        (Some(_), Some(_)) => return Ok(location),
        (None, Some(_)) => "region",
        (Some(_), None) => "zone",
        (None, None) => "region and zone",
    };
    invalid_request(format!("the {missing} of {what} must be set, in the request or in the client"))
}

/// Returns the text unless it is missing or empty.
pub(crate) fn non_empty(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.is_empty())
}

/// Operation with a location of its own, declared by [`located_operation!`].
pub(crate) trait Located: Operation + SerializeParams + Sized {
    /// Returns the location that the request sets itself.
    fn own_location(&self) -> Config;

    /// Sets the region and the zone to those of an instance.
    fn located_at(self, instance: &Instance) -> Self;

    /// Returns the location of the request, merged with the client's.
    fn location(&self, config: &Config) -> Config {
        resolve(&self.own_location(), config)
    }

    /// Returns the location, and fails if the region is unknown. `what` names it in the message.
    fn require_region(&self, config: &Config, what: &str) -> Result<Config> {
        let location = self.location(config);
        require(location.region.is_some(), format!("{what} must be set, in the request or in the client"))?;
        Ok(location)
    }

    /// Fails if the project is unknown.
    fn require_project(&self, config: &Config) -> Result<()> {
        let message = "this operation needs a project: set project_id to an id from GetProjectList";
        require(self.location(config).project_id.is_some(), message)
    }

    /// Builds a form request, and fails if [the region is unknown](Self::require_region).
    fn regional_request(&self, config: &Config, what: &str) -> Result<UnsignedRequest> {
        operation_request(self, &self.require_region(config, what)?)
    }

    /// Builds a form request, and fails if [the region or the zone is unknown](require_zone).
    fn zonal_request(&self, config: &Config, what: &str) -> Result<UnsignedRequest> {
        operation_request(self, &require_zone(self.location(config), what)?)
    }
}

/// Declares an operation of CompShare with the parameters of [`tingji_core::operation!`] and three more:
/// region, zone and project. The form gets these from the [merged location](Located::location).
macro_rules! located_operation {
    (
        $(#[$about:meta])*
        pub struct $name:ident: $retry:ident -> $output:ty;
        $(#[$new:meta])*
        new($($required:tt)*);
        $($(#[$option:meta])* $($key:literal)? => $opt:ident: $kind:ident $(<$of:ident>)?
            $(as $write:path)? $(= $default:expr)?;)*
        request $request:tt $request_body:block
        decode $decode:tt $decode_body:block
    ) => {
        tingji_core::operation! {
            $(#[$about])*
            pub struct $name: crate::protocol::CompShare, $retry -> $output;
            $(#[$new])*
            new($($required)*);
            $($(#[$option])* $($key)? => $opt: $kind $(<$of>)? $(as $write)? $(= $default)?;)*
            /// Region, such as `cn-wlcb`. Default: the region of the zone, else the client's region.
            => region: Option<String>;
            /// Zone, such as `cn-wlcb-01`. Default: the client's zone, if it is in the same region.
            => zone: Option<String>;
            /// Project id, such as `org-xxxx`. Default: the client's project, else the account's default
            /// project.
            => project_id: Option<String>;
            request $request $request_body
            decode $decode $decode_body
        }

        use crate::location::Located as _;

        impl crate::location::Located for $name {
            fn own_location(&self) -> tingji_ucloud::Config {
                tingji_ucloud::Config {
                    region: self.region.clone(),
                    zone: self.zone.clone(),
                    project_id: self.project_id.clone(),
                }
            }

            fn located_at(mut self, instance: &tingji_core::Instance) -> Self {
                self.region.clone_from(&instance.region);
                self.zone.clone_from(&instance.zone);
                self
            }
        }
    };
}
pub(crate) use located_operation;
