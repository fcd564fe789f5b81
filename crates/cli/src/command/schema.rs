//! `tingji schema`: the JSON Schema of the output.

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::args::{Output, SchemaArgs, SchemaName};
use crate::error::CliError;
use crate::lang::tr;
use crate::output;

/// The schemas of all outputs, under `$defs`.
const SCHEMA: &str = include_str!("../schema.json");

/// Prints the whole schema, or that of one output.
///
/// # Errors
///
/// Exit code 1 if the embedded schema is not valid JSON.
pub(crate) fn run(arguments: &SchemaArgs, format: Output) -> Result<u8, CliError> {
    if arguments.name.is_none() && format.is_table() {
        output::line(SCHEMA.trim_end());
        return Ok(0);
    }
    let all: Value = serde_json::from_str(SCHEMA).map_err(|error| invalid_schema(&error))?;
    let wanted = arguments.name.map_or(all.clone(), |name| one(&all, name));
    if format.is_table() {
        output::line(&serde_json::to_string_pretty(&wanted).map_err(|error| invalid_schema(&error))?);
    } else {
        output::encode::one(&wanted, format);
    }
    Ok(0)
}

/// Returns the error for an embedded schema that is not valid JSON.
fn invalid_schema(error: &serde_json::Error) -> CliError {
    CliError::new(
        1,
        tr!("the embedded schema is not valid JSON: {error}", "内置的 JSON Schema 无效：{error}"),
    )
}

/// Returns the schema of one output with the definitions that it uses.
fn one(all: &Value, name: SchemaName) -> Value {
    let name = name.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let shared = ["cloud", "outcome", "verdict"].into_iter().chain([name.as_str()]);
    let defs: serde_json::Map<_, _> =
        shared.map(|name| (name.to_owned(), all["$defs"][name].clone())).collect();
    json!({"$schema": all["$schema"], "$ref": format!("#/$defs/{name}"), "$defs": defs})
}
