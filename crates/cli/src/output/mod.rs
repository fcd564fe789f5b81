//! What is written: data on standard output, notices on standard error. A reader that went away is
//! no reason to fail.

mod codes;
pub(crate) mod signature;

use std::io::Write;

pub(crate) use codes::{codes_json, codes_table};
use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;
use tingji::core::engine::{Outcome, Report};
use tingji::core::{Error, ErrorKind, Instance, one_line};
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

/// A table without lines. Nothing is wrapped: ids are there to be copied.
fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header.iter().copied());
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

fn print(mut table: Table) {
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
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
            report.state.as_deref().map_or_else(|| "-".to_owned(), one_line),
            format!("{:.1} s", report.elapsed.as_secs_f64()),
            // That a stop was confirmed is what the outcome says.
            if report.outcome == Outcome::Stopped { String::new() } else { one_line(&report.message) },
        ]);
    }
    print(table);
}

pub(crate) fn outcomes_json(targets: &[Target], reports: &[Report]) {
    let outcomes =
        targets.iter().zip(reports).map(|(target, report)| OutcomeRow::new(target, report)).collect();
    json(&Outcomes { schema_version: 1, outcomes });
}

fn json(value: &impl Serialize) {
    line(&serde_json::to_string(value).unwrap_or_default());
}

#[derive(Serialize)]
struct Outcomes<'a> {
    schema_version: u32,
    outcomes: Vec<OutcomeRow<'a>>,
}

#[derive(Serialize)]
struct OutcomeRow<'a> {
    target: String,
    outcome: &'static str,
    state: Option<&'a str>,
    code: Option<&'a str>,
    message: &'a str,
    request_id: Option<&'a str>,
    elapsed_ms: u64,
}

impl<'a> OutcomeRow<'a> {
    fn new(target: &Target, report: &'a Report) -> Self {
        Self {
            target: target.to_string(),
            outcome: report.outcome.as_str(),
            state: report.state.as_deref(),
            code: report.code.as_deref(),
            message: &report.message,
            request_id: report.request_id.as_deref(),
            elapsed_ms: u64::try_from(report.elapsed.as_millis()).unwrap_or(u64::MAX),
        }
    }
}

/// One line for each outcome that is no success: what is wrong, and what to do.
pub(crate) fn explain(targets: &[Target], reports: &[Report]) {
    for (target, report) in targets.iter().zip(reports).filter(|(_, report)| !report.outcome.is_success()) {
        let advice = advice(report).map(|advice| format!("; {advice}")).unwrap_or_default();
        error_line(&format!("{target}: {}: {}{advice}", report.outcome, report.message));
    }
}

fn advice(report: &Report) -> Option<&'static str> {
    Some(match (report.outcome, report.kind) {
        (
            Outcome::Unconfirmed,
            Some(
                kind @ (ErrorKind::Redirected
                | ErrorKind::Decode
                | ErrorKind::Credentials
                | ErrorKind::Permission),
            ),
        ) => kind.advice(),
        (Outcome::Unconfirmed, _) => "look again with `tingji list`, or give a longer --deadline",
        // Refused before anything was sent: the message says what to do.
        (Outcome::Refused, Some(_)) if report.code.is_none() => return None,
        (Outcome::NotFound, _) => ErrorKind::NotFound.advice(),
        (_, Some(kind)) => report.advice.unwrap_or(kind.advice()),
        (Outcome::Refused, None) => ErrorKind::InvalidState.advice(),
        (_, None) => "see its state with `tingji list`",
    })
}

pub(crate) fn list_table(listings: &[Listing]) {
    let mut table = table(&["CLOUD", "REGION", "ID", "NAME", "STATE", "GPU", "CHARGE"]);
    for (cloud, instance) in rows(listings) {
        let text = |text: Option<String>| match one_line(&text.unwrap_or_default()) {
            text if text.is_empty() => "-".to_owned(),
            text => text,
        };
        table.add_row([
            cloud.to_string(),
            text(instance.region.clone()),
            instance.id.to_string(),
            text(Some(instance.name.clone())),
            one_line(&instance.state.to_string()),
            text(instance.gpu.as_ref().map(ToString::to_string)),
            text(charge(instance)),
        ]);
    }
    print(table);
}

fn rows(listings: &[Listing]) -> impl Iterator<Item = (Cloud, &Instance)> {
    listings
        .iter()
        .flat_map(|listing| listing.instances.iter().flatten().map(|instance| (listing.cloud, instance)))
}

fn charge(instance: &Instance) -> Option<String> {
    match (&instance.charge, instance.spot) {
        (Some(charge), true) if !charge.eq_ignore_ascii_case("spot") => Some(format!("{charge} (spot)")),
        (None, true) => Some("spot".to_owned()),
        (charge, _) => charge.clone(),
    }
}

pub(crate) fn list_json(listings: &[Listing]) {
    let instances = rows(listings).map(|(cloud, instance)| InstanceRow::new(cloud, instance)).collect();
    let failed = |listing: &Listing| Some(ErrorRow::new(listing.cloud, listing.instances.as_ref().err()?));
    json(&Instances { schema_version: 1, instances, errors: listings.iter().filter_map(failed).collect() });
}

#[derive(Serialize)]
struct Instances<'a> {
    schema_version: u32,
    instances: Vec<InstanceRow<'a>>,
    errors: Vec<ErrorRow>,
}

#[derive(Serialize)]
struct InstanceRow<'a> {
    target: String,
    cloud: &'static str,
    region: Option<&'a str>,
    zone: Option<&'a str>,
    id: String,
    name: &'a str,
    state: &'a str,
    gpu: Option<GpuRow<'a>>,
    charge: Option<&'a str>,
    spot: bool,
    created: Option<String>,
}

#[derive(Serialize)]
struct GpuRow<'a> {
    kind: &'a str,
    count: u32,
}

impl<'a> InstanceRow<'a> {
    fn new(cloud: Cloud, instance: &'a Instance) -> Self {
        let region = instance.region.as_deref();
        Self {
            target: Target::new(cloud, region, instance.id.clone()).to_string(),
            cloud: cloud.as_str(),
            region,
            zone: instance.zone.as_deref(),
            id: instance.id.to_string(),
            name: &instance.name,
            state: instance.state.as_str(),
            gpu: instance.gpu.as_ref().map(|gpu| GpuRow { kind: &gpu.kind, count: gpu.count }),
            charge: instance.charge.as_deref(),
            spot: instance.spot,
            created: instance.created.map(|time| time.to_string()),
        }
    }
}

#[derive(Serialize)]
struct ErrorRow {
    cloud: &'static str,
    code: Option<String>,
    message: String,
    request_id: Option<String>,
}

impl ErrorRow {
    fn new(cloud: Cloud, error: &Error) -> Self {
        Self {
            cloud: cloud.as_str(),
            code: error.code().map(str::to_owned),
            message: error.to_string(),
            request_id: error.request_id().map(str::to_owned),
        }
    }
}

/// The vendor's answer to a stop; an outcome where one was waited for.
pub(crate) fn uai_json(message: &str, outcome: Option<Outcome>) {
    json(&Stopped {
        schema_version: 1,
        action: "StopUAIService",
        ret_code: 0,
        message,
        outcome: outcome.unwrap_or(Outcome::Unconfirmed).as_str(),
    });
}

#[derive(Serialize)]
struct Stopped<'a> {
    schema_version: u32,
    action: &'static str,
    ret_code: i64,
    message: &'a str,
    outcome: &'static str,
}
