//! One look at many instances, in as few requests as can be.

use std::collections::{BTreeMap, HashMap};

use futures_util::stream::{self, StreamExt};

use crate::{Error, ErrorKind, Instance, InstanceId, Lifecycle, Result};

/// So many single looks tell whether a look at many failed because of one of them.
const PROBES: usize = 2;
/// So many lists are read side by side.
const LISTS: usize = 8;

/// Looks at all of these; one result for each, in order. `again` says that the look before failed.
pub(super) async fn look(
    lifecycle: &dyn Lifecycle,
    ids: &[InstanceId],
    size: usize,
    again: bool,
) -> Vec<Result<Option<Instance>>> {
    let mut lists: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    ids.iter().enumerate().for_each(|(at, id)| lists.entry(lifecycle.list_key(id)).or_default().push(at));
    if lists.len() < 2 {
        return look_in_list(lifecycle, ids, size, again).await;
    }
    let mut looks: Vec<_> = ids.iter().map(|_| Ok(None)).collect();
    let read = lists.into_values().map(|places| async move {
        let ids: Vec<_> = places.iter().map(|&at| ids[at].clone()).collect();
        let seen = look_in_list(lifecycle, &ids, size, again).await;
        places.into_iter().zip(seen).collect::<Vec<_>>()
    });
    let mut read = stream::iter(read).buffer_unordered(LISTS);
    while let Some(list) = read.next().await {
        list.into_iter().for_each(|(at, look)| looks[at] = look);
    }
    looks
}

async fn look_in_list(
    lifecycle: &dyn Lifecycle,
    ids: &[InstanceId],
    size: usize,
    again: bool,
) -> Vec<Result<Option<Instance>>> {
    let mut looks = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(size) {
        match lifecycle.get_many(chunk).await {
            Ok(found) => looks.extend(pick(found, chunk).into_iter().map(Ok)),
            Err(error) if chunk.len() > 1 && may_be_about_one(error.kind(), again) => {
                looks.extend(one_by_one(lifecycle, chunk, &error).await);
            }
            Err(error) => looks.extend(chunk.iter().map(|_| Err(error.again()))),
        }
    }
    looks
}

/// The same for each by itself. If the first [`PROBES`] fail too, it is not about one of them, and the
/// vendor is left alone.
async fn one_by_one(
    lifecycle: &dyn Lifecycle,
    ids: &[InstanceId],
    error: &Error,
) -> Vec<Result<Option<Instance>>> {
    let mut looks = Vec::with_capacity(ids.len());
    for id in ids {
        let spared = !is_about_one(error.kind()) && looks.len() >= PROBES && looks.iter().all(Result::is_err);
        looks.push(if spared { Err(error.again()) } else { look_at_one(lifecycle, id).await });
    }
    looks
}

async fn look_at_one(lifecycle: &dyn Lifecycle, id: &InstanceId) -> Result<Option<Instance>> {
    let one = std::slice::from_ref(id);
    lifecycle.get_many(one).await.map(|found| pick(found, one).pop().flatten())
}

/// The one of each id; of two that say they are the same, the first.
fn pick(found: Vec<Instance>, ids: &[InstanceId]) -> Vec<Option<Instance>> {
    let mut by_id = HashMap::with_capacity(found.len());
    for instance in found {
        by_id.entry(instance.id.clone()).or_insert(instance);
    }
    ids.iter().map(|id| by_id.remove(id)).collect()
}

/// Whether one instance of a batch may have spoiled the look at all of them. What passes by itself
/// is not looked into the first time.
fn may_be_about_one(kind: ErrorKind, again: bool) -> bool {
    match kind {
        ErrorKind::Unavailable | ErrorKind::Decode => again,
        _ => is_about_one(kind),
    }
}

/// Whether it can't be the vendor's own trouble.
fn is_about_one(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidRequest | ErrorKind::NotFound | ErrorKind::Permission | ErrorKind::Vendor
    )
}
