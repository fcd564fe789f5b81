//! Every event in every state of every action, against the tables in the documentation of the engine.

use std::time::Duration;

use tingji_core::engine::{ActionMachine, ActionOptions, Event, Goal, Mode, OnLocked, Step};
use tingji_core::{Error, ErrorKind, Instance, Phase, State};

use super::documentation::{ERROR_KINDS, Table};
use super::instance;

/// Repetitions of an event whose cell says only "poll".
const REPETITIONS: usize = 12;

const ACTIONS: [(&str, Goal); 6] = [
    ("stop", Goal::Stopped),
    ("start", Goal::Running),
    ("reboot", Goal::Rebooted),
    ("delete", Goal::Deleted),
    ("wait for stopped", Goal::Phase(Phase::Stopped)),
    ("wait for deleted", Goal::Phase(Phase::Deleted)),
];

const STATES: [&str; 11] = [
    "new",
    "known",
    "watched",
    "blocked",
    "doubted",
    "sent",
    "lost",
    "due",
    "repeated",
    "accepted",
    "progressing",
];

const PHASES: [(&str, Phase); 9] = [
    ("running", Phase::Running),
    ("stopped", Phase::Stopped),
    ("changing", Phase::Changing),
    ("stopping", Phase::Stopping),
    ("stop-failed", Phase::StopFailed),
    ("unstoppable", Phase::Unstoppable),
    ("deleting", Phase::Deleting),
    ("deleted", Phase::Deleted),
    ("unknown", Phase::Unknown),
];

/// Event of the tables that contains no borrowed data.
#[derive(Clone, Copy, Debug)]
enum Input {
    Observed(Phase),
    NoState,
    NotFound,
    PollFailed(ErrorKind),
    Accepted,
    Rejected(ErrorKind),
    NotPermitted(ErrorKind),
    DryRunSkipped,
    DryRunPassed,
    DryRunFailed(ErrorKind),
    Deadline,
    Cancelled,
}

/// Passes an event to a machine. The time stands still, so that only an event is the deadline.
fn apply(machine: &mut ActionMachine, input: Input) -> Step {
    let no_state = Instance::new("i-1".parse().unwrap(), State::new(Phase::Unknown, ""));
    let observed;
    let failure;
    let event = match input {
        Input::Observed(phase) => {
            observed = instance(phase);
            Event::Observed(Some(&observed))
        }
        Input::NoState => Event::Observed(Some(&no_state)),
        Input::NotFound => Event::Observed(None),
        Input::Accepted => Event::Accepted(Some("r-1")),
        Input::DryRunSkipped => Event::DryRunSkipped,
        Input::DryRunPassed => Event::DryRunFinished(Ok(Some("r-1"))),
        Input::Deadline => Event::Deadline,
        Input::Cancelled => Event::Cancelled,
        Input::PollFailed(kind)
        | Input::Rejected(kind)
        | Input::NotPermitted(kind)
        | Input::DryRunFailed(kind) => {
            failure = Error::new(kind, "no");
            match input {
                Input::PollFailed(_) => Event::ObserveFailed(&failure),
                Input::Rejected(_) => Event::Rejected(&failure),
                Input::NotPermitted(_) => Event::NotPermitted(&failure),
                _ => Event::DryRunFinished(Err(&failure)),
            }
        }
    };
    machine.handle(Duration::ZERO, event)
}

/// Phase in which the request is sent, and the phase that shows the action in progress.
fn phases_of(goal: Goal) -> Option<(Phase, Phase)> {
    match goal {
        Goal::Stopped => Some((Phase::Running, Phase::Stopping)),
        Goal::Running => Some((Phase::Stopped, Phase::Changing)),
        Goal::Rebooted => Some((Phase::Running, Phase::Changing)),
        Goal::Deleted => Some((Phase::Running, Phase::Deleting)),
        Goal::Phase(_) => None,
    }
}

/// Events that lead to a state. `None` if the action does not have the state.
fn path_to(state: &str, goal: Goal) -> Option<Vec<Input>> {
    let Some((ready, in_progress)) = phases_of(goal) else {
        return match state {
            "new" => Some(vec![]),
            "watched" => Some(vec![Input::Observed(Phase::Running)]),
            _ => None,
        };
    };
    let held = if goal == Goal::Running { Phase::Stopping } else { Phase::Changing };
    let is_repeatable = matches!(goal, Goal::Stopped | Goal::Running);
    let sent = vec![Input::Observed(ready)];
    let then = |rest: &[Input]| Some([sent.as_slice(), rest].concat());
    let mut without_effect = vec![Input::Rejected(ErrorKind::Timeout)];
    without_effect.extend([Input::Observed(ready); 6]);
    match state {
        "new" => Some(vec![]),
        "known" => Some(vec![Input::Observed(held)]),
        "watched" if goal != Goal::Rebooted => Some(vec![Input::Observed(in_progress)]),
        "blocked" => then(&[Input::Rejected(ErrorKind::Locked)]),
        "doubted" => then(&[Input::Rejected(ErrorKind::Vendor)]),
        "sent" => Some(sent),
        "lost" => then(&[Input::Rejected(ErrorKind::Timeout)]),
        "due" if is_repeatable => then(&without_effect),
        "repeated" if is_repeatable => {
            without_effect.push(Input::Observed(ready));
            then(&without_effect)
        }
        "accepted" => then(&[Input::Accepted]),
        "progressing" => then(&[Input::Accepted, Input::Observed(in_progress), Input::Observed(in_progress)]),
        _ => None,
    }
}

/// Machine in this state. `None` if the action does not have the state with these options.
fn machine_in(state: &str, goal: Goal, options: ActionOptions) -> Option<ActionMachine> {
    let mut machine = ActionMachine::new(goal, options);
    for input in path_to(state, goal)? {
        if matches!(apply(&mut machine, input), Step::Done | Step::DryRun) {
            assert_ne!(options, ActionOptions::default(), "{state} {goal:?}");
            return None;
        }
    }
    Some(machine)
}

/// Returns the step or the outcome in the words of the tables.
fn describe(step: Step, machine: &ActionMachine) -> String {
    match step {
        Step::Poll { .. } => "poll".to_owned(),
        Step::Send => "send".to_owned(),
        Step::DryRun => "dry run".to_owned(),
        Step::Done => match machine.report().unwrap().outcome.as_str() {
            "already-stopped" | "already-done" => "already".to_owned(),
            "stopped" | "done" => "success".to_owned(),
            "would-stop" | "would-do" => "would".to_owned(),
            outcome => outcome.to_owned(),
        },
    }
}

/// Applies an event again and again, and returns the steps in the form of a cell. A response is repeated only
/// while a request is being sent, so the request is sent again before.
fn steps_of(mut machine: ActionMachine, goal: Goal, state: &str, input: Input) -> String {
    let is_response = !matches!(input, Input::Observed(_) | Input::NoState | Input::NotFound)
        && !matches!(input, Input::PollFailed(_));
    for repetition in 1..=REPETITIONS {
        let step = apply(&mut machine, input);
        let described = describe(step, &machine);
        if described != "poll" {
            return match repetition {
                1 => described,
                2 => format!("poll, 2nd {described}"),
                3 => format!("poll, 3rd {described}"),
                _ => format!("poll, {repetition}th {described}"),
            };
        }
        if is_response && (!is_sending(state) || !send_again(&mut machine, goal)) {
            break;
        }
    }
    "poll".to_owned()
}

/// Observes the instance until the machine sends the request again. Returns false if it does not.
fn send_again(machine: &mut ActionMachine, goal: Goal) -> bool {
    let (ready, _) = phases_of(goal).unwrap();
    let mut polls = (0..REPETITIONS).map(|_| apply(machine, Input::Observed(ready)));
    polls.any(|step| step == Step::Send)
}

/// Checks the cell of an event in a state. A rejection of a request that was not sent occurs once.
fn check(cell: &str, state: &str, action: (&str, Goal), input: Input) {
    let Some(machine) = machine_in(state, action.1, ActionOptions::default()) else { return };
    let steps = steps_of(machine, action.1, state, input);
    let is_once = matches!(input, Input::Rejected(_)) && !is_sending(state);
    let expected = if is_once { cell.split(',').next().unwrap() } else { cell };
    assert_eq!(steps, expected, "{} in state {state}: {input:?}", action.0);
}

fn is_sending(state: &str) -> bool {
    matches!(state, "sent" | "repeated")
}

fn is_reachable(state: &str, goal: Goal) -> bool {
    path_to(state, goal).is_some()
}

/// Calls `check` for every action and every state.
fn for_every_state(mut check: impl FnMut((&'static str, Goal), &'static str)) {
    for action in ACTIONS {
        STATES.into_iter().for_each(|state| check(action, state));
    }
}

/// Finding of a phase for an action, from the table. A cell with "once sent" has two.
fn finding(table: &mut Table, phase: &str, action: &str, state: &str) -> String {
    let cell = table.cell(&[("phase", phase)], action, true).unwrap();
    let is_sent = ["sent", "lost", "repeated", "accepted", "progressing"].contains(&state);
    match cell.split_once("; once sent ") {
        Some((_, once_sent)) if is_sent => once_sent.to_owned(),
        Some((before, _)) => before.to_owned(),
        None => cell.to_owned(),
    }
}

/// All observations, with the findings of a state.
fn observations(findings: &mut Table, action: &str, state: &str) -> Vec<(String, Input)> {
    let phases = PHASES.map(|(name, phase)| (finding(findings, name, action, state), Input::Observed(phase)));
    let other = [("no state".to_owned(), Input::NoState), ("not found".to_owned(), Input::NotFound)];
    phases.into_iter().chain(other).collect()
}

/// All responses, with their names and error kinds in the table.
fn responses() -> Vec<(&'static str, String, Input)> {
    let mut inputs = vec![
        ("accepted", "–".to_owned(), Input::Accepted),
        ("dry run skipped", "–".to_owned(), Input::DryRunSkipped),
        ("dry run passed", "–".to_owned(), Input::DryRunPassed),
    ];
    for kind in ERROR_KINDS {
        inputs.push(("rejected", format!("{kind:?}"), Input::Rejected(kind)));
        inputs.push(("not permitted", format!("{kind:?}"), Input::NotPermitted(kind)));
        inputs.push(("dry run failed", format!("{kind:?}"), Input::DryRunFailed(kind)));
    }
    inputs
}

#[test]
fn every_observation_in_every_state_follows_the_table() {
    let mut findings = Table::read("Findings");
    let mut tables = ["Observations", "Observations in any state"].map(Table::read);
    for_every_state(|action, state| {
        let is_reachable = is_reachable(state, action.1);
        for (finding, input) in observations(&mut findings, action.0, state) {
            let names = [("finding", finding.as_str()), ("action", action.0)];
            let cells = tables.iter_mut().filter_map(|table| {
                table.cell_of_state(&names, (state, action.0), is_reachable).map(str::to_owned)
            });
            let cells: Vec<_> = cells.collect();
            assert_eq!(cells.len(), 1, "{finding} of {}: {cells:?}", action.0);
            check(&cells[0], state, action, input);
        }
    });
    findings.assert_all_checked(1);
    tables.iter().for_each(|table| table.assert_all_checked(2));
}

#[test]
fn every_failed_poll_in_every_state_follows_the_table() {
    let mut table = Table::read("Failed polls");
    for_every_state(|action, state| {
        for kind in ERROR_KINDS {
            let names = [("error kind", &*format!("{kind:?}"))];
            let cell = table.cell_of_state(&names, (state, action.0), is_reachable(state, action.1));
            check(cell.unwrap(), state, action, Input::PollFailed(kind));
        }
    });
    table.assert_all_checked(1);
}

#[test]
fn every_response_in_every_state_follows_the_table() {
    let mut table = Table::read("Responses");
    for_every_state(|action, state| {
        for (event, kind, input) in responses() {
            let names = [("event", event), ("error kind", kind.as_str())];
            let cell = table.cell_of_state(&names, (state, action.0), is_reachable(state, action.1));
            check(cell.unwrap(), state, action, input);
        }
    });
    table.assert_all_checked(2);
}

#[test]
fn end_in_every_state_follows_the_table() {
    let mut table = Table::read("Ends");
    for_every_state(|action, state| {
        for (event, input) in [("deadline", Input::Deadline), ("cancelled", Input::Cancelled)] {
            let is_reachable = is_reachable(state, action.1);
            let cell = table.cell_of_state(&[("event", event)], (state, action.0), is_reachable);
            check(cell.unwrap(), state, action, input);
        }
    });
    table.assert_all_checked(1);
}

#[test]
fn every_event_after_the_end_is_done() {
    for_every_state(|action, state| {
        let Some(mut machine) = machine_in(state, action.1, ActionOptions::default()) else { return };
        apply(&mut machine, Input::Cancelled);
        let report = machine.report().cloned();
        let observed = PHASES.map(|(_, phase)| Input::Observed(phase));
        let responses = responses().into_iter().map(|(_, _, input)| input);
        for input in observed.into_iter().chain(responses).chain([Input::NotFound, Input::Deadline]) {
            assert_eq!(apply(&mut machine, input), Step::Done);
        }
        assert_eq!(format!("{:?}", machine.report()), format!("{:?}", report.as_ref()));
    });
}

/// Step after one event in a state; `None` if these options exclude the state.
fn step_with(options: ActionOptions, state: &str, goal: Goal, input: Input) -> Option<String> {
    let mut machine = machine_in(state, goal, options)?;
    let step = apply(&mut machine, input);
    Some(describe(step, &machine))
}

#[test]
fn every_step_of_another_mode_follows_the_table() {
    let mut findings = Table::read("Findings");
    let mut table = Table::read("Modes");
    let default = ActionOptions::default();
    let modes = [
        ("ReturnOnAccepted", default.mode(Mode::ReturnOnAccepted)),
        ("DryRun", default.mode(Mode::DryRun)),
        ("Fail", default.on_locked(OnLocked::Fail)),
    ];
    for_every_state(|action, state| {
        let mut inputs = observations(&mut findings, action.0, state);
        inputs.extend(
            responses()
                .into_iter()
                .map(|(event, kind, input)| (format!("{event} {kind}").replace(" –", ""), input)),
        );
        inputs.extend([("deadline".to_owned(), Input::Deadline), ("cancelled".to_owned(), Input::Cancelled)]);
        for (event, input) in inputs {
            let usual = step_with(default, state, action.1, input);
            for (mode, options) in modes {
                let Some(step) = step_with(options, state, action.1, input) else { continue };
                let names = [("option", mode), ("event", event.as_str()), ("action", action.0)];
                let cell = table.cell_of_state(&names, (state, action.0), true);
                let expected = cell.map(str::to_owned).or_else(|| usual.clone()).unwrap();
                assert_eq!(step, expected, "{} in state {state}, {mode}: {event}", action.0);
            }
        }
    });
    table.assert_all_checked(3);
}
