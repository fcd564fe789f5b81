//! `tingji schema`: the JSON Schema of the output.

use clap::ValueEnum;
use serde_json::{Map, Value, json};
use tingji::core::json::{JsonSchema, enumeration, reference, union};

use crate::args::{Output, SchemaArgs, SchemaName};
use crate::command::version::VersionOutput;
use crate::doctor::{CheckResult, Doctor};
use crate::error::CliError;
use crate::lang::tr;
use crate::output::codes::Codes;
use crate::output::events::{ChangeEvent, DoneEvent};
use crate::output::list::Instances;
use crate::output::profiles::{Changes, Profiles};
use crate::output::result::Outcomes;
use crate::output::signature::{ComparisonJson, SignatureJson};
use crate::output::uai::UaiJson;
use crate::{error_catalog, output, providers};

/// Version of JSON Schema.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Prints the whole schema, or that of one output.
///
/// # Errors
///
/// Exit code 1 if the schema cannot be written as JSON.
pub(crate) fn run(arguments: &SchemaArgs, format: Output) -> Result<u8, CliError> {
    let wanted = arguments.name.map_or_else(all, one);
    if format.is_table() {
        output::line(&serde_json::to_string_pretty(&wanted).map_err(|error| not_json(&error))?);
    } else {
        output::encode::one(&wanted, format);
    }
    Ok(0)
}

/// Returns the error for a schema that cannot be written.
fn not_json(error: &serde_json::Error) -> CliError {
    CliError::new(1, tr!("the schema is not valid JSON: {error}", "JSON Schema 无效：{error}"))
}

/// Returns the schemas of all outputs.
fn all() -> Value {
    let names = SchemaName::value_variants();
    let mut definitions = shared();
    definitions.extend(names.iter().map(|name| (text(*name), output_schema(*name))));
    json!({
        "$schema": DIALECT,
        "title": "Output of `tingji -o json`",
        "oneOf": Vec::from_iter(names.iter().map(|name| reference(&text(*name)))),
        "$defs": definitions,
    })
}

/// Returns the schema of one output with the definitions that it uses.
fn one(name: SchemaName) -> Value {
    let mut definitions = shared();
    definitions.insert(text(name), output_schema(name));
    json!({ "$schema": DIALECT, "$ref": reference(&text(name))["$ref"], "$defs": definitions })
}

/// Returns the name of an output, a key of `$defs`.
fn text(name: SchemaName) -> String {
    name.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// Returns the definitions that several outputs use.
fn shared() -> Map<String, Value> {
    let clouds = providers::clouds();
    let clouds = enumeration(clouds.iter().map(|cloud| cloud.as_str()));
    let outcomes = enumeration(error_catalog::outcomes());
    Map::from_iter([
        ("cloud".to_owned(), described(clouds, "A cloud.")),
        (
            "outcome".to_owned(),
            described(outcomes, "Outcome of an action; `tingji errors OUTCOME` explains each."),
        ),
        (
            "verdict".to_owned(),
            described(
                enumeration(CheckResult::NAMES),
                "Result of a check; for a cloud, the worst of its checks, or `not-set-up` without credentials.",
            ),
        ),
    ])
}

/// Adds a description.
fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = description.into();
    schema
}

/// Returns the schema of an output, from the type that is written.
fn output_schema(name: SchemaName) -> Value {
    match name {
        SchemaName::Stop => Outcomes::json_schema(),
        SchemaName::Event => union::<DoneEvent<'_>, ChangeEvent<'_>>(
            "Line that `-o ndjson` writes during an action. The last one of a target is `done` and has the outcome.",
        ),
        SchemaName::List => Instances::json_schema(),
        SchemaName::Errors => Codes::json_schema(),
        SchemaName::Uai => UaiJson::json_schema(),
        SchemaName::Sign => SignatureJson::json_schema(),
        SchemaName::SignDiff => ComparisonJson::json_schema(),
        SchemaName::Doctor => Doctor::json_schema(),
        SchemaName::ProfileList => Profiles::json_schema(),
        SchemaName::ProfileChange => Changes::json_schema(),
        SchemaName::Version => VersionOutput::json_schema(),
        SchemaName::Sandbox => tingji_sandbox::startup_schema(),
    }
}
