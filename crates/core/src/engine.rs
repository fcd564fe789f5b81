//! State machine that stops, starts, reboots, deletes or waits for one instance: observe, send, confirm.
//!
//! An [`ActionMachine`] handles one instance. The caller passes every [`Event`] with the time since the start
//! of the run, and carries out the returned [`Step`]. The machine does no I/O, reads no clock and uses no
//! randomness, so a test can run every order of events. The module `fleet` (feature `http`) runs many
//! machines concurrently and polls their instances in batches.
//!
//! A test reads the tables on this page and checks every event in every state against the machine.
//!
//! # States
//!
//! The machine observes in the first five states and in `due`, sends in `sent` and `repeated`, and confirms
//! in the others. A reboot and a deletion are never due or repeated. A wait sends nothing, so it has only the
//! states `new` and `watched`. A run with a report is done; every later event returns [`Step::Done`].
//!
//! | state | condition |
//! |---|---|
//! | new | nothing was observed or sent |
//! | known | a poll showed the instance; nothing was sent |
//! | watched | a poll showed the action in progress; nothing was sent, so another client requested it |
//! | blocked | the vendor rejected the request because of a lock, a throttle or the wrong state |
//! | doubted | the vendor rejected the request with a code of unknown meaning |
//! | sent | the first request is being sent |
//! | lost | the response to the last request was lost |
//! | due | 6 polls in a row showed no effect of the lost request |
//! | repeated | another request is being sent after a lost one |
//! | accepted | the vendor accepted a request |
//! | progressing | the same, and 2 polls or more showed the action in progress |
//!
//! # Findings
//!
//! The phase of an observed instance has this meaning for the action. "Once sent" means in the states sent,
//! lost, repeated, accepted and progressing. A wait for another phase is like the wait for stopped.
//!
//! | phase | stop | start | reboot | delete | wait for stopped | wait for deleted |
//! |---|---|---|---|---|---|---|
//! | running | ready | reached | ready | ready | in progress | in progress |
//! | stopped | reached | ready | not allowed; once sent in progress | ready | reached | in progress |
//! | changing | held | in progress | held; once sent in progress | held | in progress | in progress |
//! | stopping | in progress | held | held; once sent in progress | held | in progress | in progress |
//! | stop-failed | ready; once sent not allowed | not allowed | not allowed | ready | in progress | in progress |
//! | unstoppable | not allowed | not allowed | not allowed | ready; once sent stuck | in progress | in progress |
//! | deleting | gone | gone | gone | in progress | gone | in progress |
//! | deleted | gone | gone | gone | in recycle bin | gone | reached |
//! | unknown | unclear | unclear | unclear | ready | in progress | in progress |
//!
//! "Held" is another operation in progress. A failed stop that is older than the request is polled again: its
//! revision has not changed, and no poll showed the stop in progress. A new revision after the acceptance
//! counts as a poll that showed a reboot in progress.
//!
//! # Observations
//!
//! A cell has the step, or the outcome with which the run is done. "Poll, 5th refused" polls, and the fifth
//! such event in a row ends the run. "Already" is `already-stopped` or `already-done`; "success" is `stopped`
//! or `done`. The mode is [`Mode::WaitForCompletion`] with [`OnLocked::Wait`].
//!
//! | finding | action | new | known, watched, blocked | doubted | sent, lost, repeated | due | accepted | progressing |
//! |---|---|---|---|---|---|---|---|---|
//! | reached | all | already | success | success | success | success | success | success |
//! | ready | stop, start | send | send | failed | poll, 7th send | send | poll | poll, 2nd failed |
//! | ready | reboot | send | send | failed | poll, 6th unconfirmed | – | poll, 6th unconfirmed | success |
//! | ready | delete | send | send | failed | poll | – | poll | poll |
//! | not allowed | all | refused | refused | refused | failed | failed | failed | failed |
//! | stuck | delete | – | – | – | poll | – | poll | poll, 2nd failed |
//! | unclear | all | poll, 5th refused | poll, 5th refused | poll, 5th refused | poll | poll, 5th failed | poll | poll |
//!
//! # Observations in any state
//!
//! | finding | action | new | other states |
//! |---|---|---|---|
//! | in progress | all | poll | poll |
//! | held | all | poll | poll |
//! | no state | all | poll | poll |
//! | gone | all | not-found | not-found |
//! | in recycle bin | delete | poll, 6th success | poll, 6th success |
//! | not found | stop, start, reboot, wait for stopped | not-found | poll, 3rd not-found |
//! | not found | delete, wait for deleted | not-found | poll, 3rd success |
//!
//! # Failed polls
//!
//! | error kind | new, known, doubted, blocked | watched, new (wait), blocked (stop) | other states |
//! |---|---|---|---|
//! | `Connect` | failed | poll | poll |
//! | `Timeout`, `Interrupted`, `Unavailable`, `Throttled` | poll, 5th failed | poll | poll |
//! | `Decode` | poll, 4th failed | poll | poll |
//! | `Redirected` | failed | poll | poll |
//! | `ClockSkew`, `Vendor` | failed | poll, 5th failed | poll, 5th unconfirmed |
//! | `NotFound` | not-found | not-found | unconfirmed |
//! | other | failed | failed | unconfirmed |
//!
//! # Responses
//!
//! After "poll", a lost response leads to the state `lost`, and `Vendor` and `InvalidRequest` to `doubted`. The
//! other rejections lead to `blocked`, or to `due` after a lost response.
//!
//! | event | error kind | other states | lost, due, repeated |
//! |---|---|---|---|
//! | accepted | – | poll | poll |
//! | rejected | `Timeout`, `Interrupted`, `Unavailable`, `Decode`, `Redirected` | poll | poll |
//! | rejected | `Locked`, `Throttled` | poll | poll |
//! | rejected | `InvalidState` | poll, 5th refused | poll, 4th unconfirmed |
//! | rejected | `Vendor`, `InvalidRequest` | poll | poll |
//! | rejected | `NotFound` | not-found | not-found |
//! | rejected | `Unsupported` | unsupported | unsupported |
//! | rejected | other | failed | unconfirmed |
//! | not permitted | `Unsupported` | unsupported | unsupported |
//! | not permitted | `Config` | failed | unconfirmed |
//! | not permitted | other | refused | unconfirmed |
//! | dry run skipped | – | would | would |
//! | dry run passed | – | would | would |
//! | dry run failed | `Locked` | locked | unconfirmed |
//! | dry run failed | `InvalidState` | refused | unconfirmed |
//! | dry run failed | `NotFound` | not-found | not-found |
//! | dry run failed | `Unsupported` | unsupported | unsupported |
//! | dry run failed | other | failed | unconfirmed |
//!
//! # Ends
//!
//! | event | new | known | watched, new (wait) | blocked | doubted | other states |
//! |---|---|---|---|---|---|---|
//! | deadline | failed | refused | unconfirmed | locked | failed | unconfirmed |
//! | cancelled | failed | failed | failed | failed | failed | unconfirmed |
//!
//! At the deadline, a machine that is blocked by a throttle has the outcome `failed`, and by a wrong state
//! `refused`.
//!
//! # Modes
//!
//! These steps differ with [`Mode::ReturnOnAccepted`], [`Mode::DryRun`] and [`OnLocked::Fail`]. Every other step
//! is the same. A state that a mode excludes has a dash.
//!
//! | option | event | action | due | lost, repeated | sent, accepted, progressing | other states |
//! |---|---|---|---|---|---|---|
//! | `DryRun` | ready | all | – | – | – | dry run |
//! | `ReturnOnAccepted`, `DryRun` | in progress | all | unconfirmed | unconfirmed | unconfirmed | unconfirmed |
//! | `ReturnOnAccepted`, `DryRun` | in recycle bin | all | – | unconfirmed | unconfirmed | unconfirmed |
//! | `ReturnOnAccepted`, `DryRun` | held | stop | failed | poll | poll | refused |
//! | `ReturnOnAccepted`, `DryRun` | held | other | locked | poll | poll | locked |
//! | `ReturnOnAccepted`, `DryRun` | accepted | all | unconfirmed | unconfirmed | unconfirmed | unconfirmed |
//! | `ReturnOnAccepted`, `DryRun` | rejected `Locked` | all | unconfirmed | unconfirmed | locked | locked |
//! | `ReturnOnAccepted`, `DryRun` | rejected `InvalidState` | all | unconfirmed | unconfirmed | refused | refused |
//! | `ReturnOnAccepted`, `DryRun` | rejected `Throttled` | all | unconfirmed | unconfirmed | failed | failed |
//! | `ReturnOnAccepted`, `DryRun` | rejected `Vendor` | all | unconfirmed | unconfirmed | failed | failed |
//! | `ReturnOnAccepted`, `DryRun` | rejected `InvalidRequest` | all | unconfirmed | unconfirmed | failed | failed |
//! | `Fail` | held | all | locked | poll | poll | locked |
//! | `Fail` | rejected `Locked` | all | unconfirmed | unconfirmed | locked | locked |

mod action_machine;
mod event;
mod goal;
mod machine_state;
mod options;
mod outcome;
mod poll_policy;
mod reason;

pub use action_machine::ActionMachine;
pub use event::{Event, Step};
pub use goal::Goal;
pub use options::{ActionOptions, Mode, OnLocked};
pub use outcome::{Outcome, Report};
pub use reason::Reason;

pub use crate::backoff::{Backoff, Jitter};
