//! Whole fleets stopped in one thread: the providers' own clients over the sandbox's clouds, with a
//! network that is played and a clock that jumps. Nothing is real but the code under test.

mod clients;
mod network;
mod stage;

pub use clients::{connect, log_in};
pub use network::Network;
pub use stage::{Ended, Stage};
