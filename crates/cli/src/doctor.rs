//! `tingji doctor`: the checks of an account and of one response. Pure; the command sends the request.

mod check;
mod checks;
mod identity;
pub(crate) mod print;
mod report;
#[cfg(test)]
mod tests;

pub(crate) use check::{CheckResult, ProbeResponse};
pub(crate) use print::Doctor;
pub(crate) use report::{AccountReport, worst};
