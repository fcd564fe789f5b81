//! Many instances at once over a played cloud: outcomes are true, stops are sent once, looks are batched.

use std::collections::BTreeMap;
use std::future::{pending, ready};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tingji_core::clock::Clock;
use tingji_core::engine::{ActionOptions, Jitter, OnLocked, Outcome, Report};
use tingji_core::fleet::{Job, PriorRequest, Progress, RunContext, SendLog, run_all};
use tingji_core::lifecycle::{
    Acknowledgement, Action, Capabilities, DeleteRequest, Filter, OperationNames, Page, RebootRequest,
    StartRequest, StopRequest, Support,
};
use tingji_core::{BoxFuture, Error, ErrorKind, Instance, InstanceId, Lifecycle, Phase, Result, State};

use tingji_core::testing::{VirtualClock, run};

pub(crate) const CAPABILITIES: Capabilities = Capabilities {
    start: Support::No("once stopped, for ever stopped", "一停永停"),
    reboot: Support::No("nor that", "也不能"),
    delete: Support::Yes,
    force: Support::No("no power switch", "没有电源开关"),
    no_charge: Support::Yes,
    dry_run: Support::No("none", "没有"),
    idempotency_token: Support::No("none", "没有"),
    batch_stop: Support::No("none", "没有"),
    scheduled_stop: Support::No("none", "没有"),
    batch: 100,
    still_charged: "the air",
    still_charged_zh: "空气",
    end_charges: "hold your breath",
    end_charges_zh: "屏住呼吸",
    end_prepaid: "",
    end_prepaid_zh: "",
    requests: OperationNames {
        stop: "Stop",
        start: "",
        reboot: "",
        delete: "Delete",
        force: "",
        no_charge: "Free=true",
    },
    page: "https://cloud.example",
};

/// What happens to an instance's stop.
#[derive(Clone, Copy)]
pub(crate) enum Fate {
    /// It takes this long.
    Takes(Duration),
    /// The answer to the stop never comes, and it has no effect.
    Silent,
    /// The answer is lost, but it has its effect at once.
    Lost,
    /// It never ends.
    Endless,
}

struct Machine {
    fate: Fate,
    stopped_at: Option<Duration>,
    stops: usize,
}

pub(crate) struct Cloud {
    pub(crate) clock: VirtualClock,
    machines: Mutex<BTreeMap<String, Machine>>,
    pub(crate) looks: AtomicUsize,
}

impl Cloud {
    pub(crate) fn new(clock: &VirtualClock, fates: impl IntoIterator<Item = Fate>) -> Self {
        let machine = |(at, fate)| (format!("i-{at}"), Machine { fate, stopped_at: None, stops: 0 });
        let machines = fates.into_iter().enumerate().map(machine).collect();
        Self { clock: clock.clone(), machines: Mutex::new(machines), looks: AtomicUsize::new(0) }
    }

    fn state(&self, machine: &Machine) -> State {
        match (machine.fate, machine.stopped_at) {
            (_, None) => State::new(Phase::Running, "Running"),
            (Fate::Endless, _) => State::new(Phase::Stopping, "Stopping"),
            (_, Some(at)) if at <= self.clock.monotonic() => State::new(Phase::Stopped, "Stopped"),
            _ => State::new(Phase::Stopping, "Stopping"),
        }
    }

    fn stops(&self) -> Vec<usize> {
        self.machines.lock().unwrap().values().map(|machine| machine.stops).collect()
    }
}

impl Lifecycle for Cloud {
    fn cloud(&self) -> &'static str {
        "played"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn list<'a>(&'a self, _filter: &'a Filter, _cursor: Option<String>) -> BoxFuture<'a, Result<Page>> {
        Box::pin(ready(Ok(Page::default())))
    }

    fn start<'a>(
        &'a self,
        _: &'a Instance,
        request: &'a StartRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        Box::pin(ready(CAPABILITIES.check_start(request).map(|()| Acknowledgement::default())))
    }

    fn reboot<'a>(
        &'a self,
        _: &'a Instance,
        request: &'a RebootRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        Box::pin(ready(CAPABILITIES.check_reboot(request).map(|()| Acknowledgement::default())))
    }

    fn delete<'a>(
        &'a self,
        _: &'a Instance,
        request: &'a DeleteRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        Box::pin(ready(CAPABILITIES.check_delete(request).map(|()| Acknowledgement::default())))
    }

    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>> {
        assert!(ids.len() <= CAPABILITIES.batch);
        self.looks.fetch_add(1, Ordering::Relaxed);
        for (id, kind) in [("i-odd", ErrorKind::InvalidRequest), ("i-sick", ErrorKind::Unavailable)] {
            if ids.iter().any(|given| given.id() == id) {
                return Box::pin(ready(Err(Error::new(kind, "one of these is odd"))));
            }
        }
        let machines = self.machines.lock().unwrap();
        let view = |id: &InstanceId| Some(Instance::new(id.clone(), self.state(machines.get(id.id())?)));
        Box::pin(ready(Ok(ids.iter().filter_map(view).collect())))
    }

    fn stop<'a>(
        &'a self,
        instance: &'a Instance,
        _request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        Box::pin(async move {
            let fate = {
                let mut machines = self.machines.lock().unwrap();
                let machine = machines.get_mut(instance.id.id()).unwrap();
                machine.stops += 1;
                let now = self.clock.monotonic();
                machine.stopped_at = match machine.fate {
                    Fate::Takes(time) => Some(now + time),
                    Fate::Lost | Fate::Endless => Some(now),
                    Fate::Silent => None,
                };
                machine.fate
            };
            match fate {
                Fate::Silent => pending().await,
                Fate::Lost => {
                    self.clock.sleep(Duration::from_secs(30)).await;
                    Err(Error::new(ErrorKind::Timeout, "no answer in time"))
                }
                _ => Ok(Acknowledgement { request_id: Some("req".into()) }),
            }
        })
    }
}

pub(crate) fn orders(count: usize) -> Vec<Job> {
    let order = |at| Job::new(InstanceId::new(&format!("i-{at}"), None).unwrap());
    (0..count).map(order).collect()
}

/// Pauses without chance, so that times can be compared.
pub(crate) fn exact() -> ActionOptions {
    let mut options = ActionOptions::default();
    options.jitter = Jitter::None;
    options
}

fn stop(cloud: &Cloud, clock: &VirtualClock, count: usize, deadline: u64) -> Vec<Report> {
    let mut options = exact();
    options.deadline = Duration::from_secs(deadline);
    let orders = orders(count);
    run(clock, run_all(cloud, &orders, options, RunContext::new(clock)))
}

#[test]
fn a_fleet_stops_side_by_side_and_looks_in_batches() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, vec![Fate::Takes(Duration::from_secs(8)); 250]);
    let reports = stop(&cloud, &clock, 250, 900);
    assert!(reports.iter().all(|report| report.outcome == Outcome::Stopped));
    assert!(
        reports.iter().all(|report| report.elapsed < Duration::from_secs(20)),
        "they wait for one another"
    );
    assert!(cloud.stops().iter().all(|stops| *stops == 1));
    // Three pages a round: the first look and about six rounds of polling, not 250 times anything.
    let looks = cloud.looks.load(Ordering::Relaxed);
    assert!(looks <= 3 * 9, "{looks} looks");
}

#[test]
fn what_never_ends_is_unconfirmed_at_the_deadline_and_the_rest_is_not_held_up() {
    let clock = VirtualClock::default();
    let fates = [Fate::Endless, Fate::Takes(Duration::from_secs(1)), Fate::Silent];
    let cloud = Cloud::new(&clock, fates);
    let reports = stop(&cloud, &clock, 4, 60);
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [Outcome::Unconfirmed, Outcome::Stopped, Outcome::Unconfirmed, Outcome::NotFound]);
    assert!(reports[0].elapsed <= Duration::from_secs(60), "{:?}", reports[0]);
    assert_eq!(cloud.stops(), [1, 1, 1]);
}

#[test]
fn a_lost_answer_is_cleared_up_by_looking_and_not_by_a_second_stop() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, [Fate::Lost]);
    let reports = stop(&cloud, &clock, 1, 900);
    assert_eq!(reports[0].outcome, Outcome::Stopped);
    assert_eq!(cloud.stops(), [1]);
}

#[test]
fn cancelling_ends_at_once_with_a_truthful_report() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, [Fate::Endless]);
    let orders = orders(1);
    let mut around = RunContext::new(&clock);
    around.cancel = Box::pin(clock.sleep(Duration::from_secs(5)));
    let reports = run(&clock, run_all(&cloud, &orders, exact(), around));
    assert_eq!(reports[0].outcome, Outcome::Unconfirmed);
    assert!(reports[0].message.contains("cancelled"));
    assert_eq!(reports[0].elapsed, Duration::from_secs(5));
}

#[test]
fn what_the_product_lacks_is_refused_before_anything_is_sent() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, [Fate::Lost]);
    let mut orders = orders(1);
    let mut request = StopRequest::default();
    request.force = tingji_core::lifecycle::ShutdownMode::PowerOff;
    orders[0].action = Action::Stop(request);
    let reports = run(&clock, run_all(&cloud, &orders, exact(), RunContext::new(&clock)));
    assert_eq!((reports[0].outcome, reports[0].exit_code()), (Outcome::Unsupported, 10));
    assert!(reports[0].message.contains("no power switch"));
    assert_eq!(clock.monotonic(), Duration::ZERO, "nothing is left to wait for");
    assert_eq!(cloud.stops(), [0]);
}

#[test]
fn one_id_that_the_vendor_refuses_to_look_at_spoils_nothing_for_the_others() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, [Fate::Takes(Duration::from_secs(1))]);
    let mut orders = orders(1);
    orders.extend(["i-odd", "i-sick"].map(|id| Job::new(InstanceId::new(id, None).unwrap())));
    let reports = run(&clock, run_all(&cloud, &orders, exact(), RunContext::new(&clock)));
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [Outcome::Stopped, Outcome::Failed, Outcome::Failed]);
    assert_eq!(reports[1].message, "one of these is odd");
}

#[test]
fn a_vendor_that_fails_for_all_is_not_asked_for_each() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, []);
    let orders = vec![Job::new(InstanceId::new("i-sick", None).unwrap()); 50];
    let reports = run(&clock, run_all(&cloud, &orders, exact(), RunContext::new(&clock)));
    assert!(reports.iter().all(|report| report.outcome == Outcome::Failed));
    // Five rounds, and after the first two of each by themselves.
    assert_eq!(cloud.looks.load(Ordering::Relaxed), 13);
}

/// Keeps what it is told; refuses to write if it is told so.
#[derive(Debug, Default)]
struct Notes {
    lines: Mutex<Vec<String>>,
    full: bool,
}

impl SendLog for Notes {
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
fn the_journal_is_written_before_anything_is_sent() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, vec![Fate::Takes(Duration::from_millis(1)); 3]);
    let (orders, notes) = (orders(3), Notes::default());
    let mut options = exact();
    options.parallel = 2;
    let mut around = RunContext::new(&clock);
    around.journal = &notes;
    run(&clock, run_all(&cloud, &orders, options, around));
    let lines = notes.lines.into_inner().unwrap();
    let accepted = |at: usize| format!("{at} Ok(Some(\"req\"))");
    assert_eq!(lines[0], "sending [0, 1]");
    let position = |line: &str| lines.iter().position(|known| known == line).unwrap();
    assert!(position("sending [2]") < position(&accepted(2)), "{lines:?}");
    assert!(position(&accepted(2)) < position("2 stopped"), "{lines:?}");
}

#[test]
fn nothing_is_sent_that_the_journal_could_not_take() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, [Fate::Lost]);
    let (orders, notes) = (orders(1), Notes { full: true, ..Notes::default() });
    let mut around = RunContext::new(&clock);
    around.journal = &notes;
    let reports = run(&clock, run_all(&cloud, &orders, exact(), around));
    assert_eq!((reports[0].outcome, reports[0].exit_code()), (Outcome::Failed, 2));
    assert_eq!(cloud.stops(), [0]);
}

#[test]
fn a_resumed_stop_that_took_effect_is_not_repeated_and_one_that_was_lost_is() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, vec![Fate::Takes(Duration::ZERO); 3]);
    // The first had its effect before the crash; the second never arrived; of the third the vendor
    // said that it took it on, but it has not begun.
    cloud.machines.lock().unwrap().get_mut("i-0").unwrap().stopped_at = Some(Duration::ZERO);
    let mut orders = orders(3);
    orders[0].past = PriorRequest::Unknown;
    orders[1].past = PriorRequest::Unknown;
    orders[2].past = PriorRequest::Accepted;
    let reports = run(&clock, run_all(&cloud, &orders, exact(), RunContext::new(&clock)));
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [Outcome::Stopped, Outcome::Stopped, Outcome::Unconfirmed]);
    assert_eq!(cloud.stops(), [0, 1, 0]);
    assert!(reports[1].elapsed > Duration::from_secs(15), "it was looked at six times first");
}

#[test]
fn a_dropped_stop_still_tells_what_was_sent() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, [Fate::Endless, Fate::Silent]);
    let (orders, told) = (orders(2), Mutex::new(Vec::new()));
    let progress = |at: usize, progress: Progress<'_>| {
        if let Progress::Finished(report) = progress {
            told.lock().unwrap().push((at, report.outcome, report.message.clone()));
        }
    };
    let mut around = RunContext::new(&clock);
    around.progress = &progress;
    let stop = run_all(&cloud, &orders, exact(), around);
    let short = clock.sleep(Duration::from_secs(3));
    run(&clock, futures_util::future::select(Box::pin(stop), short));
    let message = "cancelled after a stop was sent".to_owned();
    let told = told.into_inner().unwrap();
    assert_eq!(told, [0, 1].map(|at| (at, Outcome::Unconfirmed, message.clone())));
}

#[test]
fn chance_moves_the_looks_but_neither_the_deadline_nor_their_number_by_much() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, vec![Fate::Takes(Duration::from_secs(50)); 300]);
    let mut options = ActionOptions::default();
    options.deadline = Duration::from_secs(40);
    let orders = orders(300);
    let reports = run(&clock, run_all(&cloud, &orders, options, RunContext::new(&clock)));
    assert!(reports.iter().all(|report| report.outcome == Outcome::Unconfirmed));
    assert!(reports.iter().all(|report| report.elapsed == Duration::from_secs(40)));
    // Three pages for each of about ten rounds; without company it would be thousands.
    let looks = cloud.looks.load(Ordering::Relaxed);
    assert!(looks <= 3 * 25, "{looks} looks");
}

#[test]
fn so_many_stops_are_under_way_at_once_and_no_more() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, vec![Fate::Silent; 10]);
    let mut options = exact();
    options.parallel = 3;
    options.deadline = Duration::from_secs(5);
    let orders = orders(10);
    run(&clock, run_all(&cloud, &orders, options, RunContext::new(&clock)));
    assert_eq!(cloud.stops().iter().sum::<usize>(), 3);
}

#[test]
fn those_that_still_waited_for_their_turn_were_sent_nothing_and_are_told_so() {
    for cancels in [true, false] {
        let clock = VirtualClock::default();
        let cloud = Cloud::new(&clock, vec![Fate::Silent; 10]);
        let mut options = exact();
        options.parallel = 3;
        options.deadline = Duration::from_secs(5);
        let (orders, mut around) = (orders(10), RunContext::new(&clock));
        if cancels {
            around.cancel = Box::pin(clock.sleep(Duration::from_secs(2)));
        }
        let reports = run(&clock, run_all(&cloud, &orders, options, around));
        let stops = cloud.stops();
        for (report, stops) in reports.iter().zip(&stops) {
            let expected = if *stops > 0 { Outcome::Unconfirmed } else { Outcome::Failed };
            assert_eq!(report.outcome, expected, "{}", report.message);
            assert_eq!(report.message.contains("nothing was sent"), *stops == 0, "{}", report.message);
        }
        assert_eq!(stops.iter().sum::<usize>(), 3);
    }
}

#[test]
fn a_lock_is_not_waited_for_if_that_is_not_wanted() {
    let mut options = exact();
    options.lock = OnLocked::Fail;
    let mut machine = tingji_core::engine::StopMachine::new(options);
    let id = InstanceId::new("i-0", None).unwrap();
    let starting = Instance::new(id, State::new(Phase::Changing, "Starting"));
    machine.handle(Duration::ZERO, tingji_core::engine::Event::Observed(Some(&starting)));
    let report = machine.report().unwrap();
    assert_eq!((report.outcome, report.exit_code()), (Outcome::Locked, 8));
    assert_eq!(report.message, "its state is Starting: another operation is under way; nothing was sent");
}
