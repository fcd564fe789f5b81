//! Output: data on standard output, notices on standard error.
//!
//! Tables are for people and localized; json, ndjson, yaml, csv and name are for programs and always in
//! English.

mod cell_text;
pub(crate) mod codes;
pub(crate) mod color;
mod dry_run;
pub(crate) mod encode;
pub(crate) mod events;
mod explain;
mod json;
pub(crate) mod layout;
pub(crate) mod list;
pub(crate) mod profiles;
pub(crate) mod query;
pub(crate) mod result;
pub(crate) mod signature;
mod stream;
mod table;
mod target_result;
pub(crate) mod uai;

pub(crate) use codes::{codes, print_codes_table};
pub(crate) use dry_run::{PlanRow, header, nothing, row, sending};
pub(crate) use events::Events;
pub(crate) use explain::explain;
pub(crate) use list::list;
pub(crate) use result::outcomes;
pub(crate) use stream::{error_line, line, notice};
pub(crate) use table::{print_notice, table};
pub(crate) use target_result::TargetResult;
pub(crate) use uai::uai;
