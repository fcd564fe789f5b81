//! `tingji list`: the instances of all accounts.

use tingji::Listing;

use super::accounts::{accounts, report_errors};
use super::environment::{environment, fleet};
use super::targets::rows;
use crate::args::{ListArgs, Output};
use crate::error::CliError;
use crate::output;

/// Lists the selected accounts and prints the matching instances. Returns 0 if all were listed, else the
/// overall exit code.
///
/// # Errors
///
/// No credentials, or an invalid profile file.
pub(crate) async fn run(arguments: ListArgs, format: Output) -> Result<u8, CliError> {
    let environment = environment().with_region(arguments.select.region.clone());
    let accounts = accounts(&environment, &arguments.select)?;
    let fleet = fleet(environment, arguments.limits.into());
    let listings = fleet.list_accounts(&accounts).await;
    Ok(show(&listings, &arguments, format))
}

/// Prints the selected instances in the requested order and a line per error, and returns the exit code.
pub(crate) fn show(listings: &[Listing], arguments: &ListArgs, format: Output) -> u8 {
    let mut rows = rows(listings, &arguments.select);
    if let Some(order) = &arguments.sort {
        rows.sort_by(|one, other| order.compare(one, other));
    }
    output::list(&rows, listings, &arguments.columns, format);
    report_errors(listings)
}
