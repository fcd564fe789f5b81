use tingji_core::{UnixTime, record};
use tingji_ucloud::ExtraFields;

use super::time::unix_time;

record! {
    /// Zones that the account can use.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct ZoneList {
        /// Zones of the account.
        "ZoneInfo" => pub zone_info: Vec<Zone> as tingji_core::lenient::parse_list,
        * => pub extra: ExtraFields,
    }
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

record! {
    /// Zone of a region.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Zone {
        /// Region, such as `cn-wlcb`.
        "Region" => pub region: Option<String>,
        /// Name, such as `cn-wlcb-01`.
        "Zone" => pub zone: Option<String>,
        /// Name in the vendor's console.
        "Describe" => pub describe: Option<String>,
        /// Number of the region.
        "RegionId" => pub region_id: Option<i64>,
        /// Number of the zone.
        "ZoneId" => pub zone_id: Option<i64>,
        * => pub extra: ExtraFields,
    }
}

record! {
    /// Projects of the account.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct ProjectList {
        /// Number of projects.
        "ProjectCount" => pub project_count: Option<i64>,
        /// Projects of the account.
        "ProjectSet" => pub project_set: Vec<Project> as tingji_core::lenient::parse_list,
        * => pub extra: ExtraFields,
    }
}

impl ProjectList {
    /// Returns the project used by requests that name none: the one marked as default, else the first.
    pub fn default_project(&self) -> Option<&Project> {
        let marked = self.project_set.iter().find(|project| project.is_default == Some(true));
        marked.or_else(|| self.project_set.first())
    }
}

record! {
    /// Project of an account.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Project {
        /// Id, such as `org-xxxx`.
        "ProjectId" => pub project_id: Option<String>,
        /// Name of the project.
        "ProjectName" => pub project_name: Option<String>,
        /// True for the default project.
        "IsDefault" => pub is_default: Option<bool>,
        /// Raw value; see [`Project::created`].
        "CreateTime" => pub create_time: Option<i64>,
        /// Number of resources in the project.
        "ResourceCount" => pub resource_count: Option<i64>,
        /// Number of members.
        "MemberCount" => pub member_count: Option<i64>,
        * => pub extra: ExtraFields,
    }
}

impl Project {
    /// Creation time.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }
}
