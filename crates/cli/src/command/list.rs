//! `tingji list`.

use tingji::core::engine::{error_exit_code, overall_exit_code};
use tingji::{Cloud, Environment, Fleet, Listing};

use super::environment;
use super::targets::{profiles, rows};
use crate::args::{ListArguments, Output};
use crate::failure::Failure;
use crate::output;

pub(crate) async fn run(arguments: ListArguments, format: Output) -> Result<u8, Failure> {
    let environment = environment().with_region(arguments.select.region.clone());
    let clouds = clouds(&environment, &arguments.select.cloud)?;
    let fleet = Fleet::new(environment).with_timeouts(arguments.limits.into());
    let listings = fleet.list_profiles(&clouds, &profiles(&arguments.select)).await;
    Ok(show(&listings, &arguments, format))
}

/// The clouds asked for; all that have a key if none is.
pub(super) fn clouds(environment: &Environment, asked: &[Cloud]) -> Result<Vec<Cloud>, Failure> {
    if !asked.is_empty() {
        let mut asked = asked.to_vec();
        asked.sort();
        asked.dedup();
        return Ok(asked);
    }
    let found: Vec<_> = Cloud::ALL.into_iter().filter(|cloud| environment.mentions(*cloud)).collect();
    if found.is_empty() {
        let names = Cloud::ALL.map(|cloud| {
            let (access_key, secret_key) = Environment::key_names(cloud);
            format!("{access_key} and {secret_key}")
        });
        return Err(Failure::new(4, format!("no credentials are found; set {}", names.join(", or "))));
    }
    Ok(found)
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

/// One line for each cloud that could not be listed, and the exit code for all.
pub(super) fn tell_errors(listings: &[Listing]) -> u8 {
    let mut codes = Vec::with_capacity(listings.len());
    for listing in listings {
        codes.push(match &listing.instances {
            Ok(_) => 0,
            Err(error) => {
                let profile = listing.profile.as_ref().map(|name| format!(":{name}")).unwrap_or_default();
                let cloud = listing.cloud;
                // Without an operation nothing was sent, and the message itself says what to do.
                let advice = error.operation().map(|_| format!("; {}", error.advice())).unwrap_or_default();
                output::error_line(&format!("{cloud}{profile} is not listed: {error}{advice}"));
                error_exit_code(error.kind())
            }
        });
    }
    overall_exit_code(codes)
}
