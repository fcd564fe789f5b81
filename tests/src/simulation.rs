//! Fleets that are stopped in virtual time and in one thread: the providers' real clients, the sandbox's
//! emulator, and a simulated network between them.

mod clients;
mod harness;
mod network;

pub use clients::{connect, log_in};
pub use harness::{Harness, StopResult};
pub use network::Network;
