use serde::Deserialize;
use tingji_core::UnixTime;
use tingji_core::lenient::soft;
use tingji_ucloud::ExtraFields;

use super::components::unix_time;

/// The zones that an account can use.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ZoneList {
    /// The zones.
    #[serde(deserialize_with = "tingji_core::lenient::list")]
    pub zone_info: Vec<Zone>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl ZoneList {
    /// The regions of the zones, each once.
    pub fn regions(&self) -> Vec<String> {
        let mut regions: Vec<String> = Vec::new();
        for region in self.zone_info.iter().filter_map(|zone| zone.region.as_ref()) {
            if !region.is_empty() && !regions.contains(region) {
                regions.push(region.clone());
            }
        }
        regions
    }
}

/// A zone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Zone {
    /// Its region, such as `cn-wlcb`.
    #[serde(deserialize_with = "soft::text")]
    pub region: Option<String>,
    /// Its name, such as `cn-wlcb-01`.
    #[serde(deserialize_with = "soft::text")]
    pub zone: Option<String>,
    /// What the console calls it.
    #[serde(deserialize_with = "soft::text")]
    pub describe: Option<String>,
    /// The region's number.
    #[serde(deserialize_with = "soft::int")]
    pub region_id: Option<i64>,
    /// The zone's number.
    #[serde(deserialize_with = "soft::int")]
    pub zone_id: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// The projects of an account.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ProjectList {
    /// How many there are.
    #[serde(deserialize_with = "soft::int")]
    pub project_count: Option<i64>,
    /// The projects.
    #[serde(deserialize_with = "tingji_core::lenient::list")]
    pub project_set: Vec<Project>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl ProjectList {
    /// The project that is meant when none is named; the first where none is marked.
    pub fn default_project(&self) -> Option<&Project> {
        let marked = self.project_set.iter().find(|project| project.is_default == Some(true));
        marked.or_else(|| self.project_set.first())
    }
}

/// A project.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Project {
    /// Its id, such as `org-xxxx`.
    #[serde(deserialize_with = "soft::text")]
    pub project_id: Option<String>,
    /// Its name.
    #[serde(deserialize_with = "soft::text")]
    pub project_name: Option<String>,
    /// Whether it is meant when none is named.
    #[serde(deserialize_with = "soft::flag")]
    pub is_default: Option<bool>,
    /// See [`Project::created`].
    #[serde(deserialize_with = "soft::int")]
    pub create_time: Option<i64>,
    /// How many resources it holds.
    #[serde(deserialize_with = "soft::int")]
    pub resource_count: Option<i64>,
    /// How many people work in it.
    #[serde(deserialize_with = "soft::int")]
    pub member_count: Option<i64>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl Project {
    /// When it was made.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }
}
