//! State machines that stop, start, reboot, delete or wait for one instance: observe, send, confirm.
//!
//! An [`ActionMachine`] handles one instance. The caller passes every [`Event`] with the
//! time since the start of the run, and carries out the returned [`Step`]. A machine does no I/O, reads no
//! clock and uses no randomness, so a test can run every order of events. The module `fleet` (feature
//! `http`) runs many machines concurrently and polls their instances in batches.
//!
//! # Transitions of a stop
//!
//! The table lists the events in [`Mode::WaitForCompletion`]. "Not sent" means that no request can still
//! take effect; "sent" means that the vendor accepted a stop or may have accepted one.
//!
//! | event | not sent | sent |
//! |---|---|---|
//! | observed running | send | poll; after a lost response, send again once 6 polls show no effect |
//! | observed stopping | poll | poll |
//! | observed stopped | `already-stopped`; `stopped` after another phase was observed | `stopped` |
//! | observed in another transition | poll; `locked` with [`OnLocked::Fail`] | poll |
//! | observed stop-failed | send | `failed`, unless the state is older than the stop |
//! | observed unstoppable | `refused` | `failed` |
//! | observed deleting or deleted | `not-found` | `not-found` |
//! | observed unknown | poll; `refused` at the 5th time in a row | poll |
//! | not found | `not-found`; if observed before, at the 3rd time in a row | the same |
//! | poll failed, transient | poll; `failed` at the 5th time in a row, at once without a connection | poll |
//! | poll failed, undecodable | poll; `failed` at the 4th time in a row | poll |
//! | poll failed, other error | `failed` | `unconfirmed`; a clock or vendor error at the 5th time |
//! | not permitted | `refused`, `unsupported` or `failed` | – |
//! | accepted | – | poll |
//! | response lost | – | poll |
//! | rejected: locked or throttled | – | poll, then send again until the deadline |
//! | rejected: wrong state | – | poll, then send again; `refused` after 5 requests |
//! | rejected: other error | – | `failed`, `not-found` or `unsupported`; unknown codes after one poll |
//! | deadline | `failed`, `locked` or `refused` | `unconfirmed` |
//! | cancelled | `failed` | `unconfirmed` |
//!
//! The other actions differ in these points:
//!
//! | action | finished when | sent again after a lost response |
//! |---|---|---|
//! | start | observed running | once 6 polls show no effect |
//! | reboot | observed down and running again, or running with a new revision | never |
//! | delete | not found 3 times in a row, or 6 polls show deleted | never |
//! | wait | observed in the wanted phase | sends nothing |

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
pub use options::{ActionOptions, Jitter, Mode, OnLocked};
pub use outcome::{Outcome, Report, error_exit_code, overall_exit_code};
