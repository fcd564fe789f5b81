//! The operations, one file each.

mod describe_comp_share_instance;
mod stop_comp_share_instance;

pub use describe_comp_share_instance::DescribeCompShareInstance;
pub use stop_comp_share_instance::{StopCompShareInstance, StopCompShareInstanceOutput};

use tingji_ucloud::Config;

use crate::endpoint::region_of;

/// Where a request goes: by its own region or zone, else by the client's. A zone of another region
/// than the request's is never taken from the client.
fn place(region: Option<&str>, zone: Option<&str>, config: &Config) -> Config {
    let fallback = config.region.as_deref();
    let region = region.or_else(|| zone.and_then(region_of)).or(fallback);
    let zone = zone.or_else(|| config.zone.as_deref().filter(|_| region == fallback));
    let project_id = config.project_id.clone();
    Config { region: region.map(str::to_owned), zone: zone.map(str::to_owned), project_id }
}
