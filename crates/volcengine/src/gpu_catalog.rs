//! [`GpuCatalog`]: the GPUs of instance types, looked up once per type and client.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tingji_core::Result;
use tingji_core::api::ApiClient;
use tingji_core::lifecycle::Gpu;

use crate::model::Instance;
use crate::operation::DescribeInstanceTypes;
use crate::params::MAX_IDS;
use crate::protocol::Ecs;

/// Transient failures after which a client stops looking up instance types, because a stop that waits
/// for its instance must not wait for the catalog as well.
const MAX_FAILURES: u32 = 3;

/// GPUs by instance type, shared by the clones of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct GpuCatalog(Arc<Mutex<CatalogState>>);

#[derive(Debug, Default)]
struct CatalogState {
    /// GPUs by instance type id. `None` for types without GPUs and for types that the vendor did not
    /// return.
    types: HashMap<String, Option<Gpu>>,
    failures: u32,
}

impl GpuCatalog {
    fn lock(&self) -> MutexGuard<'_, CatalogState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the GPUs of this instance, or `None` if its type has none or was not looked up.
    pub(crate) fn get(&self, instance: &Instance) -> Option<Gpu> {
        self.lock().types.get(instance.instance_type_id.as_deref()?)?.clone()
    }

    /// Returns at most 100 types of these instances that were not looked up yet.
    fn missing_types(&self, instances: &[Instance]) -> Vec<String> {
        let state = self.lock();
        if state.failures >= MAX_FAILURES {
            return Vec::new();
        }
        let ids = instances.iter().filter_map(|instance| instance.instance_type_id.as_ref());
        let missing: BTreeSet<_> =
            ids.filter(|id| !id.is_empty() && !state.types.contains_key(*id)).collect();
        missing.into_iter().take(MAX_IDS).cloned().collect()
    }

    /// Looks up the types of these instances that are missing. Failures are ignored: the instances are
    /// then listed without GPUs.
    pub(crate) async fn fetch_gpu_specs(&self, api: &ApiClient<Ecs>, instances: &[Instance]) {
        let type_ids = self.missing_types(instances);
        if type_ids.is_empty() {
            return;
        }
        let result = gpus_of(api, &type_ids).await;
        let mut state = self.lock();
        match result {
            Err(error) if error.kind().is_transient() => state.failures += 1,
            result => {
                let mut gpus = result.unwrap_or_default();
                for id in type_ids {
                    let gpu = gpus.remove(&id);
                    state.types.insert(id, gpu);
                }
            }
        }
    }
}

/// Requests the GPUs of these types, page by page. Types without GPUs are left out.
async fn gpus_of(api: &ApiClient<Ecs>, type_ids: &[String]) -> Result<HashMap<String, Gpu>> {
    let mut operation = DescribeInstanceTypes::new().instance_type_ids(type_ids);
    let mut gpus = HashMap::new();
    let mut tokens = HashSet::new();
    loop {
        let page = api.send(&operation).await?;
        for instance_type in &page.instance_types {
            if let (Some(id), Some(gpu)) = (&instance_type.instance_type_id, instance_type.gpu()) {
                gpus.insert(id.clone(), gpu);
            }
        }
        match page.next_token.clone() {
            Some(token) if tokens.insert(token.clone()) => operation.next_token = Some(token),
            // A repeated token would only repeat a page.
            _ => return Ok(gpus),
        }
    }
}
