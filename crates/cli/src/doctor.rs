//! `tingji doctor`: from an account and one response to a list of checks.

mod check;
mod checks;
mod identity;
pub(crate) mod print;
mod report;
#[cfg(test)]
mod tests;

pub(crate) use check::Answer;
pub(crate) use report::{Examined, worst};
