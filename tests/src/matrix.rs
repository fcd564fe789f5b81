//! The fault matrix: a fleet of twenty instances is stopped at every cloud under every fault of the sandbox.

mod cell;
mod expected;
mod fault_case;
mod page;
mod row;

pub use cell::{Cell, harness, problems, run_all, run_cell, run_on};
pub use expected::Expected;
pub use fault_case::{FaultCase, FaultClass};
pub use page::page;
pub use row::{Frequency, MatrixRow, Target};
