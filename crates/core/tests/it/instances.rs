//! Queries for instances over a mock cloud with several pages.

use std::sync::Arc;

use tingji_core::instances::InstanceQuery;
use tingji_core::lifecycle::{Gpu, Page};
use tingji_core::testing::{VirtualClock, poll_ready};
use tingji_core::{Error, ErrorKind, Instance, Phase, Result, State};

use crate::mock_cloud::MockCloud;

fn page(ids: &[&str], next: Option<&str>) -> Result<Page> {
    let instances = ids.iter().map(|id| running(id)).collect();
    Ok(Page { instances, next: next.map(str::to_owned) })
}

fn running(id: &str) -> Instance {
    Instance::new(id.parse().unwrap(), State::new(Phase::Running, "Running"))
}

fn query(pages: impl IntoIterator<Item = Result<Page>>) -> InstanceQuery {
    let cloud = MockCloud::new(&VirtualClock::default(), []);
    *cloud.pages.lock().unwrap() = pages.into_iter().collect();
    InstanceQuery::new(Arc::new(cloud))
}

fn ids(query: InstanceQuery) -> Vec<Result<String, ErrorKind>> {
    let mut stream = query.stream();
    let mut ids = Vec::new();
    while let Some(instance) = poll_ready(stream.next()) {
        ids.push(instance.map(|instance| instance.id.to_string()).map_err(|error| error.kind()));
    }
    ids
}

#[test]
fn stream_reads_all_pages_and_ends_at_an_empty_cursor() {
    let found =
        ids(query([page(&["i-1", "i-2"], Some("2")), page(&[], Some("3")), page(&["i-3"], Some(""))]));
    assert_eq!(found, [Ok("i-1".to_owned()), Ok("i-2".to_owned()), Ok("i-3".to_owned())]);
}

#[test]
fn error_of_a_later_page_is_the_last_item() {
    let failed = || Err(Error::new(ErrorKind::Unavailable, "down"));
    let found = ids(query([page(&["i-1"], Some("2")), failed(), page(&["i-3"], None)]));
    assert_eq!(found, [Ok("i-1".to_owned()), Err(ErrorKind::Unavailable)]);
    let collected = poll_ready(query([page(&["i-1"], Some("2")), failed()]).collect());
    assert_eq!(collected.unwrap_err().kind(), ErrorKind::Unavailable);
}

#[test]
fn list_that_repeats_a_cursor_ends_with_an_error() {
    let found = ids(query([page(&["i-1"], Some("2")), page(&["i-2"], Some("2"))]));
    assert_eq!(found, [Ok("i-1".to_owned()), Err(ErrorKind::Decode)]);
}

#[test]
fn every_condition_of_a_query_must_be_met() {
    let mut all = page(&["i-1", "i-2"], None).unwrap();
    all.instances[1].gpu = Some(Gpu { kind: "A800".to_owned(), count: 8 });
    let gpus = query([Ok(all.clone())]).gpu(true).running();
    assert_eq!(ids(gpus), [Ok("i-2".to_owned())]);
    let stopped = query([Ok(all)]).gpu(true).phase(Phase::Stopped);
    assert_eq!(ids(stopped), []);
}
