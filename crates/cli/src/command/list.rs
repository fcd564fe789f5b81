//! `tingji list`.

use tingji::{Fleet, Listing};

use super::accounts::{accounts, tell_errors};
use super::environment::environment;
use super::targets::rows;
use crate::args::{ListArguments, Output};
use crate::error::Failure;
use crate::output;

pub(crate) async fn run(arguments: ListArguments, format: Output) -> Result<u8, Failure> {
    let environment = environment().with_region(arguments.select.region.clone());
    let accounts = accounts(&environment, &arguments.select)?;
    let fleet = Fleet::new(environment).with_timeouts(arguments.limits.into());
    let listings = fleet.list_accounts(&accounts).await;
    Ok(show(&listings, &arguments, format))
}

/// Writes what was found and is selected, tells of what was not, and gives the exit code.
pub(crate) fn show(listings: &[Listing], arguments: &ListArguments, format: Output) -> u8 {
    let mut rows = rows(listings, &arguments.select);
    if let Some(order) = &arguments.sort {
        rows.sort_by(|one, other| order.compare(one, other));
    }
    output::list(&rows, listings, &arguments.columns, format);
    tell_errors(listings)
}
