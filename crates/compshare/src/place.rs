//! Where a request goes, and which instance it is about.

use serde_json::Value;
use tingji_core::operation::Draft;
use tingji_core::{Error, ErrorKind, InstanceId, Result};
use tingji_signing_core::Params;
use tingji_ucloud::Config;
use tingji_ucloud::protocol::form_request;

use crate::endpoint::region_of;
use crate::model::Accepted;
use crate::reply;

/// So many characters a name has at most.
const LONGEST_NAME: usize = 63;

/// A region, zone and project, as far as the request names them itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub(crate) region: Option<String>,
    pub(crate) zone: Option<String>,
    pub(crate) project_id: Option<String>,
}

impl Place {
    /// The request's own region or zone, else the client's. A zone of another region than the
    /// request's is never taken from the client. An empty text is none.
    pub(crate) fn over(&self, config: &Config) -> Config {
        let fallback = filled(&config.region);
        let zone = filled(&self.zone);
        let of_zone = || zone.as_deref().and_then(region_of).map(str::to_owned);
        let region = filled(&self.region).or_else(of_zone).or_else(|| fallback.clone());
        let zone = zone.or_else(|| filled(&config.zone).filter(|_| region == fallback));
        let project_id = filled(&self.project_id).or_else(|| filled(&config.project_id));
        Config { region, zone, project_id }
    }

    /// The same where region and zone must be known; `what` they belong to is told if they are not.
    pub(crate) fn known(&self, config: &Config, what: &str) -> Result<Config> {
        let place = self.over(config);
        let lacking = match (&place.region, &place.zone) {
            (Some(_), Some(_)) => return Ok(place),
            (None, Some(_)) => "region",
            (Some(_), None) => "zone",
            (None, None) => "region and zone",
        };
        let message = format!("the {lacking} of {what} must be known, and nothing tells it: set it");
        Err(Error::new(ErrorKind::InvalidRequest, message))
    }

    /// The request with as much of the place as is known.
    pub(crate) fn form(&self, params: Params, config: &Config) -> Draft {
        form_request(params, &self.over(config))
    }

    /// The same where the region must be known.
    pub(crate) fn regional(&self, params: Params, config: &Config) -> Result<Draft> {
        let place = self.over(config);
        require(place.region.is_some(), || {
            "the region must be known, and nothing tells it: set it".to_owned()
        })?;
        Ok(form_request(params, &place))
    }

    /// The same where [region and zone must be known](Self::known).
    pub(crate) fn zoned(&self, params: Params, config: &Config, what: &str) -> Result<Draft> {
        Ok(form_request(params, &self.known(config, what)?))
    }
}

/// A text that is there and not empty.
fn filled(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.is_empty())
}

/// Refuses a request that lacks something, before anything is sent.
pub(crate) fn require(holds: bool, message: impl FnOnce() -> String) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::new(ErrorKind::InvalidRequest, message())) }
}

/// Refuses ids that can't be any: an empty one might mean all.
pub(crate) fn check_ids(ids: &[String]) -> Result<()> {
    ids.iter().try_for_each(|id| InstanceId::new(id, None).map(|_| ()))
}

/// Refuses a number of MB that is none.
pub(crate) fn check_memory(memory: u32) -> Result<()> {
    let fits = memory > 0 && memory.is_multiple_of(1024);
    require(fits, || format!("Memory is in MB, a multiple of 1024, and {memory} is none"))
}

/// Refuses numbers that are set and 0.
pub(crate) fn check_counts(counts: &[(&str, Option<u32>)]) -> Result<()> {
    let zero = counts.iter().find(|(_, count)| *count == Some(0));
    zero.map_or(Ok(()), |(name, _)| require(false, || format!("{name} is 0")))
}

/// Refuses a name of more characters than the vendor takes.
pub(crate) fn check_name(name: &str) -> Result<()> {
    require(name.chars().count() <= LONGEST_NAME, || format!("a name has at most {LONGEST_NAME} characters"))
}

/// Refuses an empty text where something must be said.
pub(crate) fn check_filled(name: &str, text: &str) -> Result<()> {
    require(!text.is_empty(), || format!("{name} is empty"))
}

/// One instance and where it is.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) uhost_id: String,
    pub(crate) place: Place,
}

impl Target {
    pub(crate) fn new(uhost_id: &str) -> Result<Self> {
        let uhost_id = InstanceId::new(uhost_id, None)?.id().to_owned();
        Ok(Self { uhost_id, place: Place::default() })
    }

    /// The parameters that say what is to be done with which instance.
    pub(crate) fn params(&self, action: &str) -> Params {
        let mut params = Params::new(action);
        params.push("UHostId", self.uhost_id.as_str());
        params
    }

    /// The request, whose region and zone must be known.
    pub(crate) fn form(&self, params: Params, config: &Config) -> Result<Draft> {
        self.place.zoned(params, config, &self.uhost_id)
    }

    /// Refuses a request whose region is not known.
    pub(crate) fn check_region(&self, config: &Config) -> Result<()> {
        require(self.place.over(config).region.is_some(), || {
            format!("the region of {} is not known: set it", self.uhost_id)
        })
    }

    /// Refuses a request whose project is not known.
    pub(crate) fn check_project(&self, config: &Config) -> Result<()> {
        require(self.place.over(config).project_id.is_some(), || {
            "a project is needed here: set project_id, which GetProjectList tells".to_owned()
        })
    }

    /// The answer, which must not be about another instance.
    pub(crate) fn accepted(&self, payload: Value) -> Result<Accepted> {
        let output: Accepted = reply::read(payload)?;
        self.check(output.uhost_id.as_deref())?;
        Ok(output)
    }

    pub(crate) fn check(&self, answered: Option<&str>) -> Result<()> {
        match answered {
            Some(id) if id != self.uhost_id => {
                Err(Error::new(ErrorKind::Decode, "the answer is about another instance than was asked for"))
            }
            _ => Ok(()),
        }
    }
}

/// Gives a request, whose place is at `self.$at`, the settings that all of them have.
macro_rules! place_setters {
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
pub(crate) use place_setters;
