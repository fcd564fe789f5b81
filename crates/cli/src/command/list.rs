//! `tingji list`.

use tingji::core::engine::{error_exit_code, overall_exit_code};
use tingji::{Cloud, Environment, Fleet, Listing};

use super::environment;
use crate::args::{ListArguments, Output};
use crate::failure::Failure;
use crate::output;

pub(crate) async fn run(arguments: ListArguments, format: Output) -> Result<u8, Failure> {
    let environment = environment().with_region(arguments.region);
    let clouds = clouds(&environment, &arguments.cloud)?;
    let listings = Fleet::new(environment).list(&clouds).await;
    Ok(show(&listings, format))
}

/// The clouds asked for; all that have a key if none is.
fn clouds(environment: &Environment, asked: &[Cloud]) -> Result<Vec<Cloud>, Failure> {
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

/// Writes what was found, tells of what was not, and gives the exit code.
pub(crate) fn show(listings: &[Listing], format: Output) -> u8 {
    match format {
        Output::Table => output::list_table(listings),
        Output::Json => output::list_json(listings),
    }
    let mut codes = Vec::with_capacity(listings.len());
    for listing in listings {
        codes.push(match &listing.instances {
            Ok(_) => 0,
            Err(error) => {
                let cloud = listing.cloud;
                // Without an operation nothing was sent, and the message itself says what to do.
                let advice = error.operation().map(|_| format!("; {}", error.advice())).unwrap_or_default();
                output::error_line(&format!("{cloud} is not listed: {error}{advice}"));
                error_exit_code(error.kind())
            }
        });
    }
    overall_exit_code(codes)
}
