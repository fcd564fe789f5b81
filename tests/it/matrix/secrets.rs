//! What the matrix's own run does not reach: tokens for a password, files, sockets; and that the
//! listener would hear a secret.

use tingji::core::fleet::SendLog;
use tingji::{FileJournal, FleetJob};
use tingji_core::lifecycle::{Filter, StopRequest};
use tingji_core::{Error, ErrorKind, Lifecycle};
use tingji_sandbox::{Cloud, Fault, InstanceSpec, Sandbox};
use tingji_tests::matrix::{Case, Often, Place, play_on, stage};
use tingji_tests::simulation::log_in;

use super::listener::{Overheard, Told, play_and_listen, scenario};

fn cases() -> impl Iterator<Item = Case> {
    Case::all().into_iter().filter(|case| case.often == Often::Always && case.place == Place::Stop)
}

#[test]
fn a_password_and_the_tokens_made_of_it_are_told_nowhere() {
    for case in Case::all().into_iter().filter(|case| case.is_of(Cloud::Huaweicloud)).step_by(7) {
        let stage = stage(&case, Cloud::Huaweicloud, scenario()).unwrap();
        let told = Told::default();
        let network = stage.network.clone().with_tap(told.tap());
        let account = stage.clouds.account(Cloud::Huaweicloud);
        let client = log_in(&account, &network, &stage.clock).unwrap();
        let client = Overheard { client, told: told.clone() };
        // Logging in meets faults too, so outcomes differ from those of a key pair.
        let row = told.listen(|| play_on(&stage, &client, &case)).unwrap();
        told.hear(&row);
        assert_eq!(told.leaks(&account), Vec::<String>::new(), "{case}");
    }
}

#[test]
fn a_journal_on_the_disk_holds_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    for (at, case) in cases().filter(|case| case.is_of(Cloud::Bce)).enumerate() {
        let row = play_and_listen(&case, Cloud::Bce).unwrap();
        let path = folder.path().join(format!("{at}.jsonl"));
        let orders: Vec<_> = (0..row.ended.len())
            .map(|at| FleetJob::new(format!("bce/bj/i-t{at}").parse().unwrap()))
            .collect();
        let journal = FileJournal::create(&path, &orders).unwrap();
        row.ended.iter().enumerate().for_each(|(at, one)| journal.done(at, &one.report));
        let told = Told::default();
        told.add(&std::fs::read_to_string(&path).unwrap());
        let account = stage(&case, Cloud::Bce, scenario()).unwrap().clouds.account(Cloud::Bce);
        assert_eq!(told.leaks(&account), Vec::<String>::new(), "{case}");
        assert!(told.text().contains("outcome"), "{}", told.text());
    }
}

/// The one test with sockets: what the HTTP stack itself logs is heard as well, of all threads.
#[test]
fn over_sockets_the_http_stack_tells_no_secret_either() {
    let (told, pen) = (Told::default(), Told::default());
    let heard = pen.clone();
    let all = tracing_subscriber::fmt()
        .with_max_level(tracing::level_filters::LevelFilter::TRACE)
        .with_writer(move || super::listener::Pen(heard.clone()));
    // Sets the logger of the `log` crate for the process too.
    all.init();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut scenario = scenario();
        scenario.instances.extend(Cloud::ALL.map(|cloud| InstanceSpec::new(cloud, "one")));
        let sandbox = Sandbox::start(scenario).await.unwrap();
        sandbox.add_fault(Fault::http(500).operation("stop").after_effect()).unwrap();
        for cloud in Cloud::ALL {
            let account = sandbox.account(cloud);
            let mut here = tingji::Account::new(cloud.name().parse().unwrap(), account.credential().clone());
            here.endpoint = Some(sandbox.endpoint());
            here.project_id.clone_from(&account.project_id);
            told.hear(&here);
            let client = Overheard { client: here.connect().unwrap(), told: told.clone() };
            let page = client.list(&Filter::all(), None).await.unwrap();
            let stop = client.stop(&page.instances[0], &StopRequest::default()).await;
            assert_eq!(stop.unwrap_err().kind(), ErrorKind::Unavailable);
            told.hear(&(page, account));
        }
        told.hear(&sandbox);
    });
    told.add(&pen.text());
    assert!(pen.text().contains("answered"), "{}", pen.text());
    for cloud in Cloud::ALL {
        let account = scenario().accounts.into_iter().find(|account| account.cloud == cloud).unwrap();
        assert_eq!(told.leaks(&account), Vec::<String>::new(), "{cloud}");
    }
}

#[test]
fn the_listener_hears_a_secret_in_an_error_and_in_tracing_and_a_signature() {
    let account = scenario().accounts.remove(0);
    let secret = account.credential().secret_key().expose().to_owned();
    let told = Told::default();
    told.listen(|| tracing::trace!(secret, "a mistake"));
    assert_eq!(told.leaks(&account).len(), 1);

    let told = Told::default();
    told.hear(&Error::new(ErrorKind::Vendor, format!("refused: {secret}")));
    assert_eq!(told.leaks(&account).len(), 1);

    let told = Told::default();
    let signature = "0123456789abcdef0123456789abcdef01234567";
    told.tap()(&http::Request::new(format!("Action=Stop&Signature={signature}").into()));
    assert_eq!(told.leaks(&account), Vec::<String>::new());
    told.add(&format!("Signature={signature}&"));
    assert_eq!(told.leaks(&account).len(), 1);
}
