//! `tingji sign`: the scheme, what is wrong, and which part differs. Pure.

mod diagnose;
mod report;
mod scheme;
mod server_canonical;
mod static_checks;
#[cfg(test)]
mod tests;

pub(crate) use report::{Judgement, judge, told};
pub(crate) use scheme::{Key, Kind, detect};
pub(crate) use server_canonical::{Comparison, Echo};
