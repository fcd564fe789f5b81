//! Runs of many jobs over a mock cloud: outcomes, number of requests, batching, journal and cancellation.

use std::sync::Mutex;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tingji_core::clock::Clock;
use tingji_core::engine::{ActionMachine, ActionOptions, Event, Goal, OnLocked, Outcome, Report};
use tingji_core::fleet::{Job, PriorRequest, Progress, RunContext, SendLog, run_all};
use tingji_core::lifecycle::{Action, StopRequest};
use tingji_core::testing::{VirtualClock, run};
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Phase, Result, State};

use crate::mock_cloud::{MockBehaviour, MockCloud, options_without_jitter, stop_jobs};

fn stop(cloud: &MockCloud, clock: &VirtualClock, count: usize, deadline: u64) -> Vec<Report> {
    let mut options = options_without_jitter();
    options.deadline = Duration::from_secs(deadline);
    let jobs = stop_jobs(count);
    run(clock, run_all(cloud, &jobs, options, RunContext::new(clock)))
}

#[test]
fn many_stops_run_concurrently_with_batched_polls() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, vec![MockBehaviour::Accept(Duration::from_secs(8)); 250]);
    let reports = stop(&cloud, &clock, 250, 900);
    assert!(reports.iter().all(|report| report.outcome == Outcome::Stopped));
    assert!(
        reports.iter().all(|report| report.elapsed < Duration::from_secs(20)),
        "the stops wait for each other"
    );
    assert!(cloud.stops().iter().all(|stops| *stops == 1));
    // Three pages per poll: the first one and about six more, and no request per instance.
    let polls = cloud.polls.load(Ordering::Relaxed);
    assert!(polls <= 3 * 9, "{polls} polls");
}

#[test]
fn endless_stop_is_unconfirmed_without_delaying_others() {
    let clock = VirtualClock::default();
    let behaviours =
        [MockBehaviour::NeverFinish, MockBehaviour::Accept(Duration::from_secs(1)), MockBehaviour::NoReply];
    let cloud = MockCloud::new(&clock, behaviours);
    let reports = stop(&cloud, &clock, 4, 60);
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [Outcome::Unconfirmed, Outcome::Stopped, Outcome::Unconfirmed, Outcome::NotFound]);
    assert!(reports[0].elapsed <= Duration::from_secs(60), "{:?}", reports[0]);
    assert_eq!(cloud.stops(), [1, 1, 1]);
}

#[test]
fn lost_response_is_resolved_by_polls() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, [MockBehaviour::DropReply]);
    let reports = stop(&cloud, &clock, 1, 900);
    assert_eq!(reports[0].outcome, Outcome::Stopped);
    assert_eq!(cloud.stops(), [1]);
}

#[test]
fn cancelled_run_ends_at_once_as_unconfirmed() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, [MockBehaviour::NeverFinish]);
    let jobs = stop_jobs(1);
    let mut context = RunContext::new(&clock);
    context.cancel = Box::pin(clock.sleep(Duration::from_secs(5)));
    let reports = run(&clock, run_all(&cloud, &jobs, options_without_jitter(), context));
    assert_eq!(reports[0].outcome, Outcome::Unconfirmed);
    assert!(reports[0].message().contains("cancelled"));
    assert_eq!(reports[0].elapsed, Duration::from_secs(5));
}

#[test]
fn unsupported_stop_sends_nothing() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, [MockBehaviour::DropReply]);
    let mut jobs = stop_jobs(1);
    let mut request = StopRequest::default();
    request.force = tingji_core::lifecycle::ShutdownMode::PowerOff;
    jobs[0].action = Action::Stop(request);
    let reports = run(&clock, run_all(&cloud, &jobs, options_without_jitter(), RunContext::new(&clock)));
    assert_eq!((reports[0].outcome, reports[0].kind()), (Outcome::Unsupported, Some(ErrorKind::Unsupported)));
    assert!(reports[0].message().contains("no power switch"));
    assert_eq!(clock.monotonic(), Duration::ZERO, "the run does not wait");
    assert_eq!(cloud.stops(), [0]);
}

#[test]
fn error_of_one_instance_does_not_affect_its_batch() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, [MockBehaviour::Accept(Duration::from_secs(1))]);
    let mut jobs = stop_jobs(1);
    jobs.extend(["i-odd", "i-sick"].map(|id| Job::new(InstanceId::new(id, None).unwrap())));
    let reports = run(&clock, run_all(&cloud, &jobs, options_without_jitter(), RunContext::new(&clock)));
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [Outcome::Stopped, Outcome::Failed, Outcome::Failed]);
    assert_eq!(reports[1].message(), "one of these is odd");
}

#[test]
fn failing_vendor_is_not_polled_for_each_instance() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, []);
    let jobs = vec![Job::new(InstanceId::new("i-sick", None).unwrap()); 50];
    let reports = run(&clock, run_all(&cloud, &jobs, options_without_jitter(), RunContext::new(&clock)));
    assert!(reports.iter().all(|report| report.outcome == Outcome::Failed));
    // Five polls of the batch, and after each but the first two polls of single instances.
    assert_eq!(cloud.polls.load(Ordering::Relaxed), 13);
}

/// Journal in memory. Every write fails if `full` is true.
#[derive(Debug, Default)]
struct MemoryJournal {
    lines: Mutex<Vec<String>>,
    full: bool,
}

impl SendLog for MemoryJournal {
    fn sending(&self, positions: &[usize]) -> Result<()> {
        if self.full {
            return Err(Error::new(ErrorKind::Config, "the disk is full; nothing was sent"));
        }
        self.lines.lock().unwrap().push(format!("sending {positions:?}"));
        Ok(())
    }

    fn answered(&self, position: usize, answer: std::result::Result<Option<&str>, &Error>) {
        self.lines.lock().unwrap().push(format!("{position} {:?}", answer.map_err(Error::kind)));
    }

    fn done(&self, position: usize, report: &Report) {
        self.lines.lock().unwrap().push(format!("{position} {}", report.outcome));
    }
}

#[test]
fn journal_is_written_before_send() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, vec![MockBehaviour::Accept(Duration::from_millis(1)); 3]);
    let jobs = stop_jobs(3);
    let journal = MemoryJournal::default();
    let mut options = options_without_jitter();
    options.parallel = 2;
    let mut context = RunContext::new(&clock);
    context.journal = &journal;
    run(&clock, run_all(&cloud, &jobs, options, context));
    let lines = journal.lines.into_inner().unwrap();
    assert_eq!(lines[0], "sending [0, 1]");
    let of_last_job: Vec<_> = lines.iter().filter(|line| line.contains('2')).map(String::as_str).collect();
    assert_eq!(of_last_job, ["sending [2]", "2 Ok(Some(\"req\"))", "2 stopped"], "{lines:?}");
}

#[test]
fn failed_journal_write_prevents_send() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, [MockBehaviour::DropReply]);
    let jobs = stop_jobs(1);
    let journal = MemoryJournal { full: true, ..MemoryJournal::default() };
    let mut context = RunContext::new(&clock);
    context.journal = &journal;
    let reports = run(&clock, run_all(&cloud, &jobs, options_without_jitter(), context));
    assert_eq!((reports[0].outcome, reports[0].kind()), (Outcome::Failed, Some(ErrorKind::Config)));
    assert_eq!(cloud.stops(), [0]);
}

#[test]
fn resumed_stop_is_resent_only_if_lost() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, vec![MockBehaviour::Accept(Duration::ZERO); 3]);
    // Before the crash, the first stop took effect and the second was lost. The vendor accepted the third
    // one, but the instance still runs.
    cloud.instances.lock().unwrap().get_mut("i-0").unwrap().stopped_at = Some(Duration::ZERO);
    let mut jobs = stop_jobs(3);
    jobs[0].prior_request = PriorRequest::Unknown;
    jobs[1].prior_request = PriorRequest::Unknown;
    jobs[2].prior_request = PriorRequest::Accepted;
    let reports = run(&clock, run_all(&cloud, &jobs, options_without_jitter(), RunContext::new(&clock)));
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [Outcome::Stopped, Outcome::Stopped, Outcome::Unconfirmed]);
    assert_eq!(cloud.stops(), [0, 1, 0]);
    assert!(reports[1].elapsed > Duration::from_secs(15), "six polls come before the second stop");
}

#[test]
fn dropped_run_reports_unconfirmed_stops() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, [MockBehaviour::NeverFinish, MockBehaviour::NoReply]);
    let jobs = stop_jobs(2);
    let finished = Mutex::new(Vec::new());
    let progress = |at: usize, progress: Progress<'_>| {
        if let Progress::Finished(report) = progress {
            finished.lock().unwrap().push((at, report.outcome, report.message()));
        }
    };
    let mut context = RunContext::new(&clock);
    context.progress = &progress;
    let stop = run_all(&cloud, &jobs, options_without_jitter(), context);
    let timeout = clock.sleep(Duration::from_secs(3));
    run(&clock, futures_util::future::select(Box::pin(stop), timeout));
    let message = "cancelled after a stop was sent".to_owned();
    let finished = finished.into_inner().unwrap();
    assert_eq!(finished, [0, 1].map(|at| (at, Outcome::Unconfirmed, message.clone())));
}

#[test]
fn jitter_changes_neither_deadline_nor_number_of_polls() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, vec![MockBehaviour::Accept(Duration::from_secs(50)); 300]);
    let mut options = ActionOptions::default();
    options.deadline = Duration::from_secs(40);
    let jobs = stop_jobs(300);
    let reports = run(&clock, run_all(&cloud, &jobs, options, RunContext::new(&clock)));
    assert!(reports.iter().all(|report| report.outcome == Outcome::Unconfirmed));
    assert!(reports.iter().all(|report| report.elapsed == Duration::from_secs(40)));
    // Three pages for each of about ten polls. Without coalescing there would be thousands of requests.
    let polls = cloud.polls.load(Ordering::Relaxed);
    assert!(polls <= 3 * 25, "{polls} polls");
}

#[test]
fn parallel_option_limits_concurrent_stops() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, vec![MockBehaviour::NoReply; 10]);
    let mut options = options_without_jitter();
    options.parallel = 3;
    options.deadline = Duration::from_secs(5);
    let jobs = stop_jobs(10);
    run(&clock, run_all(&cloud, &jobs, options, RunContext::new(&clock)));
    assert_eq!(cloud.stops().iter().sum::<usize>(), 3);
}

#[test]
fn queued_job_at_end_reports_nothing_sent() {
    for cancels in [true, false] {
        let clock = VirtualClock::default();
        let cloud = MockCloud::new(&clock, vec![MockBehaviour::NoReply; 10]);
        let mut options = options_without_jitter();
        options.parallel = 3;
        options.deadline = Duration::from_secs(5);
        let jobs = stop_jobs(10);
        let mut context = RunContext::new(&clock);
        if cancels {
            context.cancel = Box::pin(clock.sleep(Duration::from_secs(2)));
        }
        let reports = run(&clock, run_all(&cloud, &jobs, options, context));
        let stops = cloud.stops();
        for (report, stops) in reports.iter().zip(&stops) {
            let expected = if *stops > 0 { Outcome::Unconfirmed } else { Outcome::Failed };
            assert_eq!(report.outcome, expected, "{}", report.message());
            assert_eq!(report.message().contains("nothing was sent"), *stops == 0, "{}", report.message());
        }
        assert_eq!(stops.iter().sum::<usize>(), 3);
    }
}

#[test]
fn starting_instance_with_on_locked_fail_is_locked() {
    let mut options = options_without_jitter();
    options.on_locked = OnLocked::Fail;
    let mut machine = ActionMachine::new(Goal::Stopped, options);
    let id = InstanceId::new("i-0", None).unwrap();
    let starting = Instance::new(id, State::new(Phase::Changing, "Starting"));
    machine.handle(Duration::ZERO, Event::Observed(Some(&starting)));
    let report = machine.report().unwrap();
    assert_eq!(report.outcome, Outcome::Locked);
    assert_eq!(report.message(), "the state is Starting: another operation is in progress; nothing was sent");
}
