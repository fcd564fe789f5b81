//! [`GpuCatalog`]: the graphics cards of instance types, asked for once per type and client.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tingji_core::Result;
use tingji_core::lifecycle::Gpu;

use crate::operation::DescribeInstanceTypes;
use crate::params::MAX_IDS;
use crate::{Client, Instance};

/// After so many failures that may pass, a client asks no more: a stop that waits for its instance
/// must not wait for this as well.
const MAX_FAILURES: u32 = 3;

/// What is known; shared by the clones of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct GpuCatalog(Arc<Mutex<CatalogState>>);

#[derive(Debug, Default)]
struct CatalogState {
    /// `None` for types without cards, and for those that the vendor does not tell about.
    types: HashMap<String, Option<Gpu>>,
    failures: u32,
}

impl GpuCatalog {
    fn lock(&self) -> MutexGuard<'_, CatalogState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The cards of this instance, as far as its type has been asked for.
    pub(crate) fn get(&self, instance: &Instance) -> Option<Gpu> {
        self.lock().types.get(instance.instance_type_id.as_deref()?)?.clone()
    }

    /// The types of these instances that are still to be asked for.
    fn missing_types(&self, instances: &[Instance]) -> Vec<String> {
        let known = self.lock();
        let ids = instances.iter().filter_map(|instance| instance.instance_type_id.as_ref());
        let ids: BTreeSet<_> = ids.filter(|id| !id.is_empty() && !known.types.contains_key(*id)).collect();
        let patient = known.failures < MAX_FAILURES;
        ids.into_iter().filter(|_| patient).take(MAX_IDS).cloned().collect()
    }
}

impl Client {
    /// Asks for the types of these instances that are not known yet. It never fails: without an
    /// answer, instances are shown without cards.
    pub(crate) async fn fetch_gpu_specs(&self, instances: &[Instance]) {
        let asked = self.gpu_catalog().missing_types(instances);
        if asked.is_empty() {
            return;
        }
        let answer = self.gpus_of(&asked).await;
        let mut known = self.gpu_catalog().lock();
        match answer {
            Err(error) if error.kind().is_transient() => known.failures += 1,
            answer => {
                let mut found = answer.unwrap_or_default();
                known.types.extend(asked.into_iter().map(|id| {
                    let gpu = found.remove(&id);
                    (id, gpu)
                }));
            }
        }
    }

    async fn gpus_of(&self, asked: &[String]) -> Result<HashMap<String, Gpu>> {
        let mut operation = DescribeInstanceTypes::new().instance_type_ids(asked);
        let (mut found, mut tokens) = (HashMap::new(), HashSet::new());
        loop {
            let page = self.send(&operation).await?;
            let types = page.instance_types.iter();
            found.extend(types.filter_map(|one| Some((one.instance_type_id.clone()?, one.gpu()?))));
            match page.next() {
                Some(token) if tokens.insert(token.clone()) => operation.next_token = Some(token),
                // What a repeated token would bring is known already.
                _ => return Ok(found),
            }
        }
    }
}
