//! One look at many instances, in as few requests as can be.

use std::collections::HashMap;

use crate::{ErrorKind, Instance, InstanceId, Lifecycle, Result};

/// Looks at all of these; one result for each, in order.
pub(super) async fn look(
    lifecycle: &dyn Lifecycle,
    ids: &[InstanceId],
    size: usize,
) -> Vec<Result<Option<Instance>>> {
    let mut looks = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(size) {
        match lifecycle.get_many(chunk).await {
            Ok(found) => looks.extend(pick(found, chunk).into_iter().map(Ok)),
            Err(error) if chunk.len() > 1 && may_be_about_one(error.kind()) => {
                for id in chunk {
                    let one = std::slice::from_ref(id);
                    looks.push(lifecycle.get_many(one).await.map(|found| pick(found, one).pop().flatten()));
                }
            }
            Err(error) => looks.extend(chunk.iter().map(|_| Err(error.again()))),
        }
    }
    looks
}

/// The one of each id; of two that say they are the same, the first.
fn pick(found: Vec<Instance>, ids: &[InstanceId]) -> Vec<Option<Instance>> {
    let mut by_id = HashMap::with_capacity(found.len());
    for instance in found {
        by_id.entry(instance.id.clone()).or_insert(instance);
    }
    ids.iter().map(|id| by_id.remove(id)).collect()
}

/// Whether one instance of a batch may have spoiled the look at all of them.
fn may_be_about_one(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidRequest | ErrorKind::NotFound | ErrorKind::Permission | ErrorKind::Vendor
    )
}
