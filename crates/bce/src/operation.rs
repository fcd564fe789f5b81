//! Operations of the BCC API, one file each.
//!
//! | group | operations |
//! |---|---|
//! | stop, start, reboot | [`StopInstance`], [`StartInstance`], [`RebootInstance`] |
//! | the same for several instances | [`BatchStopInstances`], [`BatchStartInstances`], [`BatchRebootInstances`] |
//! | query | [`GetInstance`], [`ListInstances`], [`ListInstancesByIds`], [`ListNoChargeInstances`] |
//! | release | [`ReleaseInstance`], [`ReleaseInstanceWithRelated`], [`BatchReleaseInstances`], [`ReleasePrepaidInstance`] |
//! | protection and scheduled release | [`SetAutoRelease`], [`SetDeletionProtection`] |
//! | catalog | [`ListFlavorSpecs`], [`ListZones`], [`DescribeRegions`] |

mod batch_reboot_instances;
mod batch_release_instances;
mod batch_start_instances;
mod batch_stop_instances;
mod describe_regions;
mod get_instance;
mod list_flavor_specs;
mod list_instances;
mod list_instances_by_ids;
mod list_no_charge_instances;
mod list_zones;
mod reboot_instance;
mod release_instance;
mod release_instance_with_related;
mod release_prepaid_instance;
mod request;
mod set_auto_release;
mod set_deletion_protection;
mod start_instance;
mod stop_instance;

pub use batch_reboot_instances::BatchRebootInstances;
pub use batch_release_instances::BatchReleaseInstances;
pub use batch_start_instances::BatchStartInstances;
pub use batch_stop_instances::BatchStopInstances;
pub use describe_regions::{DescribeRegions, DescribeRegionsOutput};
pub use get_instance::{GetInstance, GetInstanceOutput};
pub use list_flavor_specs::{ListFlavorSpecs, ListFlavorSpecsOutput};
pub use list_instances::ListInstances;
pub use list_instances_by_ids::ListInstancesByIds;
pub use list_no_charge_instances::ListNoChargeInstances;
pub use list_zones::{ListZones, ListZonesOutput};
pub use reboot_instance::RebootInstance;
pub use release_instance::ReleaseInstance;
pub use release_instance_with_related::ReleaseInstanceWithRelated;
pub use release_prepaid_instance::{ReleasePrepaidInstance, ReleasePrepaidInstanceOutput};
pub use set_auto_release::SetAutoRelease;
pub use set_deletion_protection::SetDeletionProtection;
pub use start_instance::StartInstance;
pub use stop_instance::StopInstance;

use tingji_core::paged::Paged;

pub use crate::model::{Acknowledged, BatchOutput};
use crate::model::{Instance, InstancePage};

/// Implements [`Paged`] for lists of instances, whose pages have one form.
macro_rules! paged_instances {
    ($($list:ident),*) => {
        $(impl Paged for $list {
            type Item = Instance;
            type Cursor = String;

            fn next_cursor(&self, page: &InstancePage) -> Option<String> {
                page.next()
            }

            fn at(self, cursor: String) -> Self {
                self.marker(cursor)
            }

            fn into_items(page: InstancePage) -> Vec<Instance> {
                page.instances
            }
        })*
    };
}

paged_instances!(ListInstances, ListInstancesByIds, ListNoChargeInstances);
