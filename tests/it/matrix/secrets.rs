//! Secrets outside the matrix: passwords and their tokens, the journal file, and logs of the HTTP stack. Also
//! checks that the leak detector finds a leaked secret.

use tingji::core::fleet::SendLog;
use tingji::{FileJournal, FleetJob};
use tingji_core::lifecycle::{Filter, StopRequest};
use tingji_core::{Error, ErrorKind, Lifecycle};
use tingji_sandbox::{Cloud, Fault, InstanceSpec, Sandbox};
use tingji_tests::matrix::{Frequency, MatrixRow, Target, harness, run_on};
use tingji_tests::simulation::log_in;

use super::leak_detector::{LeakDetector, LogWriter, RecordedClient, run_cell, scenario};

#[test]
fn password_and_its_tokens_are_not_logged() {
    let rows = MatrixRow::all().into_iter().filter(|row| row.applies_to(Cloud::Huaweicloud));
    for row in rows.step_by(7) {
        let harness = harness(&row, Cloud::Huaweicloud, scenario()).unwrap();
        let detector = LeakDetector::default();
        let network = harness.network.clone().with_tap(detector.tap());
        let account = harness.emulator.account(Cloud::Huaweicloud);
        let client = log_in(&account, &network, &harness.clock).unwrap();
        let client = RecordedClient { client, detector: detector.clone() };
        // The login meets faults too, so outcomes differ from those of a key pair.
        let cell = detector.record_logs(|| run_on(&harness, &client, &row)).unwrap();
        detector.record(&cell);
        assert_eq!(detector.leaks(&account), Vec::<String>::new(), "{row}");
    }
}

/// Rows with a permanent fault of stops.
fn permanent_stop_faults() -> impl Iterator<Item = MatrixRow> {
    MatrixRow::all()
        .into_iter()
        .filter(|row| row.frequency == Frequency::Always && row.target == Target::Stop)
}

#[test]
fn journal_file_contains_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    for (at, row) in permanent_stop_faults().filter(|row| row.applies_to(Cloud::Bce)).enumerate() {
        let cell = run_cell(&row, Cloud::Bce).unwrap();
        let path = folder.path().join(format!("{at}.jsonl"));
        let jobs: Vec<_> = (0..cell.results.len())
            .map(|at| FleetJob::new(format!("bce/bj/i-t{at}").parse().unwrap()))
            .collect();
        let journal = FileJournal::create(&path, &jobs).unwrap();
        for (at, result) in cell.results.iter().enumerate() {
            journal.done(at, &result.report);
        }
        let detector = LeakDetector::default();
        detector.record_text(&std::fs::read_to_string(&path).unwrap());
        let account = harness(&row, Cloud::Bce, scenario()).unwrap().emulator.account(Cloud::Bce);
        assert_eq!(detector.leaks(&account), Vec::<String>::new(), "{row}");
        assert!(detector.text().contains("outcome"), "{}", detector.text());
    }
}

/// Records the logs of the HTTP stack in all threads. No other test of this file uses sockets.
#[test]
fn http_stack_logs_no_secret() {
    let detector = LeakDetector::default();
    let logs = LeakDetector::default();
    let writer = logs.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::level_filters::LevelFilter::TRACE)
        .with_writer(move || LogWriter(writer.clone()));
    // Sets the logger of the `log` crate for the process too.
    subscriber.init();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(stop_over_sockets(&detector));
    detector.record_text(&logs.text());
    assert!(logs.text().contains("answered"), "{}", logs.text());
    for cloud in Cloud::ALL {
        let account = scenario().accounts.into_iter().find(|account| account.cloud == cloud).unwrap();
        assert_eq!(detector.leaks(&account), Vec::<String>::new(), "{cloud}");
    }
}

/// Sends a stop to each cloud of a sandbox that listens on a port.
async fn stop_over_sockets(detector: &LeakDetector) {
    let mut scenario = scenario();
    scenario.instances.extend(Cloud::ALL.map(|cloud| InstanceSpec::new(cloud, "one")));
    let sandbox = Sandbox::start(scenario).await.unwrap();
    sandbox.add_fault(Fault::http(500).operation("stop").after_effect()).unwrap();
    for cloud in Cloud::ALL {
        let sandbox_account = sandbox.account(cloud);
        let credential = sandbox_account.credential().clone();
        let mut account = tingji::Account::new(cloud.name().parse::<tingji::Cloud>().unwrap(), credential);
        account.endpoint = Some(sandbox.endpoint());
        account.project_id.clone_from(&sandbox_account.project_id);
        detector.record(&account);
        let client = RecordedClient { client: account.connect().unwrap(), detector: detector.clone() };
        let page = client.list(&Filter::all(), None).await.unwrap();
        let stop = client.send_stop(&page.instances[0], &StopRequest::default()).await;
        assert_eq!(stop.unwrap_err().kind(), ErrorKind::Unavailable);
        detector.record(&(page, sandbox_account));
    }
    detector.record(&sandbox);
}

#[test]
fn leaks_in_errors_logs_and_signatures_are_found() {
    let account = scenario().accounts.remove(0);
    let secret = account.credential().secret_key().expose_secret().to_owned();
    let detector = LeakDetector::default();
    detector.record_logs(|| tracing::trace!(secret, "a mistake"));
    assert_eq!(detector.leaks(&account).len(), 1);

    let detector = LeakDetector::default();
    detector.record(&Error::new(ErrorKind::Vendor, format!("refused: {secret}")));
    assert_eq!(detector.leaks(&account).len(), 1);

    let detector = LeakDetector::default();
    let signature = "0123456789abcdef0123456789abcdef01234567";
    detector.tap()(&http::Request::new(format!("Action=Stop&Signature={signature}").into()));
    assert_eq!(detector.leaks(&account), Vec::<String>::new());
    detector.record_text(&format!("Signature={signature}&"));
    assert_eq!(detector.leaks(&account).len(), 1);
}
