//! Polls of many instances, in as few requests as possible.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use futures_util::stream::{self, StreamExt};
use tracing::{Instrument, Span};

use crate::log_target::HTTP;
use crate::{DynLifecycle, Error, ErrorKind, Instance, InstanceId, Result};

/// Single polls that must fail before the error of a batch counts as an error of the vendor.
const MAX_PROBES: usize = 2;
/// Number of lists that are read concurrently.
const LIST_CONCURRENCY: usize = 8;

/// Polls these instances in batches of at most `batch_size` ids. Returns one result per id, in the order of
/// the ids. `is_retry` is true if the last poll of one of them failed.
pub(super) async fn poll(
    lifecycle: &dyn DynLifecycle,
    ids: &[InstanceId],
    batch_size: usize,
    is_retry: bool,
) -> Vec<Result<Option<Instance>>> {
    let mut positions_by_list: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, id) in ids.iter().enumerate() {
        positions_by_list.entry(lifecycle.list_key(id)).or_default().push(at);
    }
    if positions_by_list.len() < 2 {
        return poll_list(lifecycle, ids, batch_size, is_retry).await;
    }
    let mut results: Vec<_> = ids.iter().map(|_| Ok(None)).collect();
    let polls = positions_by_list.into_values().map(|positions| async move {
        let ids: Vec<_> = positions.iter().map(|&at| ids[at].clone()).collect();
        let results = poll_list(lifecycle, &ids, batch_size, is_retry).await;
        positions.into_iter().zip(results).collect::<Vec<_>>()
    });
    let mut polls = stream::iter(polls).buffer_unordered(LIST_CONCURRENCY);
    while let Some(polled) = polls.next().await {
        for (at, result) in polled {
            results[at] = result;
        }
    }
    results
}

/// Polls instances of one list in batches.
async fn poll_list(
    lifecycle: &dyn DynLifecycle,
    ids: &[InstanceId],
    batch_size: usize,
    is_retry: bool,
) -> Vec<Result<Option<Instance>>> {
    let mut results = Vec::with_capacity(ids.len());
    for batch in ids.chunks(batch_size) {
        match lifecycle.get_many(batch).instrument(span(lifecycle, batch)).await {
            Ok(found) => results.extend(in_order_of(batch, found).into_iter().map(Ok)),
            Err(error) if batch.len() > 1 && may_concern_one_instance(error.kind(), is_retry) => {
                results.extend(poll_each(lifecycle, batch, &error).await);
            }
            Err(error) => results.extend(batch.iter().map(|_| Err(error.clone()))),
        }
    }
    results
}

/// Polls each instance of a failed batch by itself. If the first [`MAX_PROBES`] polls fail too, and the error
/// does not clearly concern one instance, the others get the error of the batch without another request.
async fn poll_each(
    lifecycle: &dyn DynLifecycle,
    ids: &[InstanceId],
    error: &Error,
) -> Vec<Result<Option<Instance>>> {
    let mut results = Vec::with_capacity(ids.len());
    for id in ids {
        let probes_failed = results.len() >= MAX_PROBES && results.iter().all(Result::is_err);
        let result = if probes_failed && !concerns_one_instance(error.kind()) {
            Err(error.clone())
        } else {
            poll_one(lifecycle, id).await
        };
        results.push(result);
    }
    results
}

/// Returns the span of a request that reads these instances.
fn span(lifecycle: &dyn DynLifecycle, ids: &[InstanceId]) -> Span {
    let cloud = lifecycle.cloud();
    tracing::debug_span!(target: HTTP, "poll", cloud, instances = ids.len(), instance = %IdList(ids))
}

/// Writes ids with commas between them.
struct IdList<'a>(&'a [InstanceId]);

impl fmt::Display for IdList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, id) in self.0.iter().enumerate() {
            write!(f, "{}{id}", if position == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

async fn poll_one(lifecycle: &dyn DynLifecycle, id: &InstanceId) -> Result<Option<Instance>> {
    let ids = std::slice::from_ref(id);
    let found = lifecycle.get_many(ids).instrument(span(lifecycle, ids)).await?;
    Ok(in_order_of(ids, found).pop().flatten())
}

/// Arranges instances in the order of the ids. Of two instances with the same id, the first is used.
fn in_order_of(ids: &[InstanceId], found: Vec<Instance>) -> Vec<Option<Instance>> {
    let mut by_id = HashMap::with_capacity(found.len());
    for instance in found {
        by_id.entry(instance.id.clone()).or_insert(instance);
    }
    ids.iter().map(|id| by_id.remove(id)).collect()
}

/// Returns true if one instance of a batch may have caused the error of the whole batch. An error that
/// usually passes counts only if it repeats.
fn may_concern_one_instance(kind: ErrorKind, is_retry: bool) -> bool {
    match kind {
        ErrorKind::Unavailable | ErrorKind::Decode => is_retry,
        _ => concerns_one_instance(kind),
    }
}

/// Returns true if the error cannot be an outage of the vendor.
fn concerns_one_instance(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidRequest | ErrorKind::NotFound | ErrorKind::Permission | ErrorKind::Vendor
    )
}
