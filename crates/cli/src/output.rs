//! What is written: data on standard output, notices on standard error. A reader that went away is
//! no reason to fail.

use std::io::{IsTerminal, Write};

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Value, json};
use tingji::core::engine::{Outcome, Report};
use tingji::core::{Error, ErrorKind, Instance};
use tingji::{Cloud, Listing, Target};

pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

pub(crate) fn notice(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

pub(crate) fn error_line(text: &str) {
    notice(&format!("tingji: {text}"));
}

/// A table without lines, wrapped to the terminal if there is one.
fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header.iter().copied());
    let on_terminal = std::io::stdout().is_terminal();
    table.set_content_arrangement(if on_terminal { ContentArrangement::Dynamic } else { ContentArrangement::Disabled });
    table
}

fn print(table: &Table) {
    for row in table.to_string().lines() {
        line(row.trim_end());
    }
}

/// The outcomes, one row each in the order given.
pub(crate) fn outcomes_table(targets: &[Target], reports: &[Report]) {
    let mut table = table(&["TARGET", "OUTCOME", "STATE", "ELAPSED", "MESSAGE"]);
    for (target, report) in targets.iter().zip(reports) {
        table.add_row([
            target.to_string(),
            report.outcome.to_string(),
            report.state.clone().unwrap_or_else(|| "-".to_owned()),
            format!("{:.1} s", report.elapsed.as_secs_f64()),
            report.message.clone(),
        ]);
    }
    print(&table);
}

pub(crate) fn outcomes_json(targets: &[Target], reports: &[Report]) {
    let outcomes: Vec<_> = targets.iter().zip(reports).map(|(target, report)| outcome(target, report)).collect();
    line(&json!({ "schema_version": 1, "outcomes": outcomes }).to_string());
}

fn outcome(target: &Target, report: &Report) -> Value {
    json!({
        "target": target.to_string(),
        "outcome": report.outcome.as_str(),
        "state": report.state,
        "code": report.code,
        "message": report.message,
        "request_id": report.request_id,
        "elapsed_ms": u64::try_from(report.elapsed.as_millis()).unwrap_or(u64::MAX),
    })
}

/// One line for each outcome that is no success: what is wrong, and what to do.
pub(crate) fn explain(targets: &[Target], reports: &[Report]) {
    for (target, report) in targets.iter().zip(reports).filter(|(_, report)| !report.outcome.is_success()) {
        error_line(&format!("{target}: {}: {}; {}", report.outcome, report.message, advice(report)));
    }
}

fn advice(report: &Report) -> &'static str {
    match (report.outcome, report.kind) {
        (Outcome::Unconfirmed, _) => "look again with `tingji list`, or give a longer --deadline",
        (_, Some(ErrorKind::InvalidState)) => "see its state with `tingji list`",
        (_, Some(kind)) => kind.advice(),
        (Outcome::NotFound, None) => ErrorKind::NotFound.advice(),
        (Outcome::Refused, None) => ErrorKind::InvalidState.advice(),
        (_, None) => "see its state with `tingji list`",
    }
}

pub(crate) fn list_table(listings: &[Listing]) {
    let mut table = table(&["CLOUD", "REGION", "ID", "NAME", "STATE", "GPU", "CHARGE"]);
    for (cloud, instance) in rows(listings) {
        let text = |text: Option<String>| text.filter(|text| !text.is_empty()).unwrap_or_else(|| "-".to_owned());
        table.add_row([
            cloud.to_string(),
            text(instance.region.clone()),
            instance.id.to_string(),
            text(Some(instance.name.clone())),
            instance.state.to_string(),
            text(instance.gpu.as_ref().map(ToString::to_string)),
            text(charge(instance)),
        ]);
    }
    print(&table);
}

fn rows(listings: &[Listing]) -> impl Iterator<Item = (Cloud, &Instance)> {
    listings.iter().flat_map(|listing| {
        listing.instances.iter().flatten().map(|instance| (listing.cloud, instance))
    })
}

fn charge(instance: &Instance) -> Option<String> {
    match (&instance.charge, instance.spot) {
        (Some(charge), true) if !charge.eq_ignore_ascii_case("spot") => Some(format!("{charge} (spot)")),
        (None, true) => Some("spot".to_owned()),
        (charge, _) => charge.clone(),
    }
}

pub(crate) fn list_json(listings: &[Listing]) {
    let instances: Vec<_> = rows(listings).map(|(cloud, instance)| row(cloud, instance)).collect();
    let errors: Vec<_> = listings.iter().filter_map(|listing| Some(error(listing.cloud, listing.instances.as_ref().err()?))).collect();
    line(&json!({ "schema_version": 1, "instances": instances, "errors": errors }).to_string());
}

fn row(cloud: Cloud, instance: &Instance) -> Value {
    let gpu = instance.gpu.as_ref().map(|gpu| json!({ "kind": gpu.kind, "count": gpu.count }));
    json!({
        "target": Target::new(cloud, instance.region.as_deref(), instance.id.clone()).to_string(),
        "cloud": cloud.as_str(),
        "region": instance.region,
        "zone": instance.zone,
        "id": instance.id.to_string(),
        "name": instance.name,
        "state": instance.state.as_str(),
        "gpu": gpu,
        "charge": instance.charge,
        "spot": instance.spot,
        "created": instance.created.map(|time| time.to_string()),
    })
}

fn error(cloud: Cloud, error: &Error) -> Value {
    json!({
        "cloud": cloud.as_str(),
        "code": error.code(),
        "message": error.to_string(),
        "request_id": error.request_id(),
    })
}
