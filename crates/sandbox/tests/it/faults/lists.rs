//! Lists with past states, and inconsistent pages.

use std::collections::BTreeSet;
use std::time::Duration;

use tingji_sandbox::{Cloud, Fault, FaultKind, Sandbox};

use super::{five, list, many, shown, state, stop};

async fn first_state(sandbox: &Sandbox, cloud: Cloud) -> String {
    let reply = list(sandbox, cloud, if cloud == Cloud::Bce { "" } else { "0" }, 10);
    let reply = if cloud == Cloud::Volcengine { list(sandbox, cloud, "", 10) } else { reply };
    shown(cloud, &reply.send(sandbox).await)[0].1.clone()
}

#[tokio::test]
async fn list_can_show_states_of_past_seconds() {
    let sandbox = five(vec![Fault::new(FaultKind::Stale { seconds: 90, polls: 0 })]).await;
    for (cloud, running, stopping, stopped) in [
        (Cloud::Compshare, "Running", "Stopping", "Stopped"),
        (Cloud::Bce, "Running", "Stopping", "Stopped"),
        (Cloud::Volcengine, "RUNNING", "STOPPING", "STOPPED"),
        (Cloud::Huaweicloud, "RUNNING", "STOPPING", "STOPPED"),
    ] {
        stop(&sandbox, cloud, "i-1").send(&sandbox).await;
        // The polls come 0, 70, 90 and 150 seconds after the stop, which takes 60 seconds.
        for (passed, expected) in [(0, running), (70, running), (20, stopping), (60, stopped)] {
            sandbox.advance(Duration::from_secs(passed));
            assert_eq!(first_state(&sandbox, cloud).await, expected);
            let truth = if passed == 0 { stopping } else { stopped };
            assert_eq!(state(&sandbox, cloud), truth, "the truth is another matter");
        }
    }
}

#[tokio::test]
async fn list_can_show_states_of_past_polls() {
    let sandbox = five(vec![Fault::stale_polls(2).id("i-1").on(Cloud::Bce)]).await;
    assert_eq!(first_state(&sandbox, Cloud::Bce).await, "Running");
    stop(&sandbox, Cloud::Bce, "i-1").send(&sandbox).await;
    for expected in ["Running", "Running", "Stopping"] {
        assert_eq!(first_state(&sandbox, Cloud::Bce).await, expected);
    }
    sandbox.advance(Duration::from_secs(60));
    for expected in ["Stopping", "Stopping", "Stopped"] {
        assert_eq!(first_state(&sandbox, Cloud::Bce).await, expected);
    }
}

#[tokio::test]
async fn single_instance_of_a_list_can_be_stale() {
    let stale = Fault::new(FaultKind::Stale { seconds: 3600, polls: 0 }).id("i-01");
    let sandbox = many(Cloud::Huaweicloud, 3, vec![stale]).await;
    for id in ["i-00", "i-01"] {
        stop(&sandbox, Cloud::Huaweicloud, id).send(&sandbox).await;
    }
    let reply = list(&sandbox, Cloud::Huaweicloud, "0", 10).send(&sandbox).await;
    let states: Vec<_> = shown(Cloud::Huaweicloud, &reply).into_iter().map(|(_, state)| state).collect();
    assert_eq!(states, ["STOPPING", "RUNNING", "RUNNING"]);
    assert_eq!(sandbox.state_of(Cloud::Huaweicloud, "i-01").unwrap(), "STOPPING");
}

/// Ids on a page of two rows, and the token of the next page.
async fn page(sandbox: &Sandbox, cloud: Cloud, from: &str) -> (Vec<String>, Option<String>) {
    let reply = list(sandbox, cloud, from, 2).send(sandbox).await;
    let ids = shown(cloud, &reply).into_iter().map(|(id, _)| id).collect();
    let body = reply.json();
    let next = match cloud {
        Cloud::Bce => body.get("nextMarker").map(|next| next.as_str().unwrap().to_owned()),
        Cloud::Volcengine => Some(body["Result"]["NextToken"].as_str().unwrap().to_owned()),
        _ => Some((from.parse::<usize>().unwrap() + 2).to_string()),
    };
    (ids, next.filter(|next| !next.is_empty()))
}

async fn pages(sandbox: &Sandbox, cloud: Cloud, most: usize) -> Vec<Vec<String>> {
    let marked = [Cloud::Bce, Cloud::Volcengine].contains(&cloud);
    let mut from = if marked { String::new() } else { "0".to_owned() };
    let mut pages = Vec::new();
    while pages.len() < most {
        let (ids, next) = page(sandbox, cloud, &from).await;
        if ids.is_empty() {
            break;
        }
        pages.push(ids);
        let Some(next) = next else { break };
        if !marked && next == "6" {
            break;
        }
        from = next;
    }
    pages
}

#[tokio::test]
async fn page_can_repeat_once_or_for_ever() {
    for cloud in [Cloud::Bce, Cloud::Volcengine] {
        let once = Fault::new(FaultKind::RepeatedPage).times(1);
        let sandbox = many(cloud, 5, vec![once]).await;
        let expected = [vec!["i-00", "i-01"], vec!["i-00", "i-01"], vec!["i-02", "i-03"], vec!["i-04"]];
        assert_eq!(pages(&sandbox, cloud, 9).await, expected, "the repeated page has its own marker");
        assert_eq!(sandbox.fault_hits(), [1]);

        let sandbox = many(cloud, 5, vec![Fault::new(FaultKind::RepeatedPage).skip(1)]).await;
        let endless = pages(&sandbox, cloud, 40).await;
        assert_eq!(endless.len(), 40);
        assert!(endless[1..].iter().all(|page| *page == ["i-02", "i-03"]));
    }
    let sandbox = many(Cloud::Huaweicloud, 5, vec![Fault::new(FaultKind::RepeatedPage)]).await;
    assert!(pages(&sandbox, Cloud::Huaweicloud, 9).await.iter().all(|page| *page == ["i-00", "i-01"]));
}

#[tokio::test]
async fn overlapping_pages_show_every_row() {
    for cloud in Cloud::ALL {
        let sandbox = many(cloud, 6, vec![Fault::new(FaultKind::OverlappingPages { by: 1 })]).await;
        let expected = [vec!["i-00", "i-01"], vec!["i-01", "i-02", "i-03"], vec!["i-03", "i-04", "i-05"]];
        assert_eq!(pages(&sandbox, cloud, 9).await, expected, "{cloud}");
    }
}

#[tokio::test]
async fn shuffled_pages_repeat_and_omit_rows() {
    for cloud in Cloud::ALL {
        let sandbox = many(cloud, 6, vec![Fault::new(FaultKind::ShuffledPages)]).await;
        let mut orders = BTreeSet::new();
        for _ in 0..10 {
            let pages = pages(&sandbox, cloud, 9).await;
            assert_eq!(pages.len(), 3, "{cloud}");
            orders.insert(pages);
        }
        assert!(orders.len() > 5, "{cloud}");
    }
}
