//! The commands, one file each. A command returns its exit code; results go to standard output, everything
//! else to standard error.
//!
//! The modules shared by several commands are [`change`], [`accounts`], [`targets`], [`plan`], [`confirm`]
//! and [`run`], in the order in which a stop uses them.

mod accounts;
mod change;
pub(crate) mod completions;
mod confirm;
pub(crate) mod demo;
pub(crate) mod doctor;
mod environment;
pub(crate) mod errors;
pub(crate) mod get;
pub(crate) mod help;
pub(crate) mod list;
pub(crate) mod man;
mod plan;
pub(crate) mod power;
pub(crate) mod profile;
pub(crate) mod resume;
mod run;
pub(crate) mod sandbox;
pub(crate) mod schema;
pub(crate) mod sign;
pub(crate) mod stop;
mod targets;
pub(crate) mod uai;
pub(crate) mod version;
