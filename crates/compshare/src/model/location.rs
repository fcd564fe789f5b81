use serde::Deserialize;
use tingji_core::UnixTime;
use tingji_core::lenient::lossy;
use tingji_ucloud::ExtraFields;

use super::components::unix_time;

/// Zones that the account can use.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ZoneList {
    /// Zones of the account.
    #[serde(deserialize_with = "tingji_core::lenient::parse_list")]
    pub zone_info: Vec<Zone>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl ZoneList {
    /// Returns the regions of the zones, each once.
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

/// Zone of a region.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Zone {
    /// Region, such as `cn-wlcb`.
    #[serde(deserialize_with = "lossy::string")]
    pub region: Option<String>,
    /// Name, such as `cn-wlcb-01`.
    #[serde(deserialize_with = "lossy::string")]
    pub zone: Option<String>,
    /// Name in the vendor's console.
    #[serde(deserialize_with = "lossy::string")]
    pub describe: Option<String>,
    /// Number of the region.
    #[serde(deserialize_with = "lossy::int")]
    pub region_id: Option<i64>,
    /// Number of the zone.
    #[serde(deserialize_with = "lossy::int")]
    pub zone_id: Option<i64>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

/// Projects of the account.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ProjectList {
    /// Number of projects.
    #[serde(deserialize_with = "lossy::int")]
    pub project_count: Option<i64>,
    /// Projects of the account.
    #[serde(deserialize_with = "tingji_core::lenient::parse_list")]
    pub project_set: Vec<Project>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl ProjectList {
    /// Returns the project used by requests that name none: the one marked as default, else the first.
    pub fn default_project(&self) -> Option<&Project> {
        let marked = self.project_set.iter().find(|project| project.is_default == Some(true));
        marked.or_else(|| self.project_set.first())
    }
}

/// Project of an account.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Project {
    /// Id, such as `org-xxxx`.
    #[serde(deserialize_with = "lossy::string")]
    pub project_id: Option<String>,
    /// Name of the project.
    #[serde(deserialize_with = "lossy::string")]
    pub project_name: Option<String>,
    /// True for the default project.
    #[serde(deserialize_with = "lossy::bool")]
    pub is_default: Option<bool>,
    /// Raw value; see [`Project::created`].
    #[serde(deserialize_with = "lossy::int")]
    pub create_time: Option<i64>,
    /// Number of resources in the project.
    #[serde(deserialize_with = "lossy::int")]
    pub resource_count: Option<i64>,
    /// Number of members.
    #[serde(deserialize_with = "lossy::int")]
    pub member_count: Option<i64>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl Project {
    /// Creation time.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }
}
