//! Output: data on standard output, notices on standard error.

mod codes;
pub(crate) mod color;
mod dry_run;
pub(crate) mod encode;
mod events;
mod explain;
mod json;
pub(crate) mod layout;
mod list;
mod localized;
pub(crate) mod profiles;
pub(crate) mod query;
mod result;
pub(crate) mod signature;
mod stream;
mod table;
mod target_result;
mod uai;

pub(crate) use codes::{codes, codes_table};
pub(crate) use dry_run::{Planned, header, nothing, row, sending};
pub(crate) use events::Events;
pub(crate) use explain::explain;
pub(crate) use list::list;
pub(crate) use result::outcomes;
pub(crate) use stream::{error_line, line, notice};
pub(crate) use table::{print_notice, table};
pub(crate) use target_result::Ended;
pub(crate) use uai::uai;
