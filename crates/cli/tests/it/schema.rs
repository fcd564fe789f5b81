//! The JSON of the binary matches `tingji schema`.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};

use serde_json::Value;

use crate::sign::{SignedExample, refused};
use crate::support::{Clouds, start, tingji};

/// The subset of JSON Schema that the schema uses. Stricter than the standard: unknown fields and unknown
/// keywords are failures.
pub(crate) struct Schema(Value);

impl Schema {
    pub(crate) fn of_command() -> Self {
        let run = tingji(&[], "schema");
        Self(serde_json::from_str(&run.stdout).unwrap())
    }

    /// Fails unless the value matches the definition.
    pub(crate) fn holds(&self, name: &str, value: &Value) {
        let mut problems = Vec::new();
        self.check(&self.0["$defs"][name], value, name, &mut problems);
        assert!(problems.is_empty(), "{problems:#?}\n{value:#}");
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, problems: &mut Vec<String>) {
        let keywords = schema.as_object().unwrap_or_else(|| panic!("{at}: no schema"));
        for (keyword, wanted) in keywords {
            let good = match keyword.as_str() {
                "description" => !wanted.as_str().unwrap().is_empty(),
                "type" => types(wanted).any(|name| is(name, value)),
                "const" => value == wanted,
                "enum" => wanted.as_array().unwrap().contains(value),
                "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
                "$ref" => {
                    let name = wanted.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                    self.check(&self.0["$defs"][name], value, at, problems);
                    true
                }
                "anyOf" => wanted.as_array().unwrap().iter().any(|schema| self.allows(schema, value)),
                "required" => {
                    let names = wanted.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
                    value.as_object().is_none_or(|fields| names.clone().all(|name| fields.contains_key(name)))
                }
                "properties" | "additionalProperties" | "items" => true,
                unknown => panic!("{at}: the keyword {unknown} is not known"),
            };
            if !good {
                problems.push(format!("{at}: {keyword} {wanted} but {value}"));
            }
        }
        self.check_inside(schema, value, at, problems);
    }

    fn check_inside(&self, schema: &Value, value: &Value, at: &str, problems: &mut Vec<String>) {
        for (name, value) in value.as_object().into_iter().flatten() {
            match schema["properties"].get(name).or_else(|| schema.get("additionalProperties")) {
                Some(schema) => self.check(schema, value, &format!("{at}.{name}"), problems),
                None if schema.get("$ref").is_some() => {}
                None => problems.push(format!("{at}: the schema does not describe the field {name}")),
            }
        }
        for (at_, value) in value.as_array().into_iter().flatten().enumerate() {
            self.check(&schema["items"], value, &format!("{at}[{at_}]"), problems);
        }
    }

    fn allows(&self, schema: &Value, value: &Value) -> bool {
        let mut problems = Vec::new();
        self.check(schema, value, "", &mut problems);
        problems.is_empty()
    }
}

fn types(wanted: &Value) -> impl Iterator<Item = &str> {
    let one = wanted.as_str();
    one.into_iter().chain(wanted.as_array().into_iter().flatten().map(|name| name.as_str().unwrap()))
}

fn is(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        unknown => panic!("the type {unknown} is not known"),
    }
}

#[test]
fn stop_list_and_doctor_json_match_the_schema() {
    let schema = Schema::of_command();
    let clouds = Clouds::new().set("BCE_SECRET_ACCESS_KEY", Some("wrong-secret"));
    for (name, arguments) in [
        ("list", "list -o json"),
        ("doctor", "doctor -o json"),
        ("doctor", "doctor --profile nobody -o json"),
        ("stop", "stop volcengine/i-demo0gni2a10train volcengine/i-none bce/i-x --yes --dry-run -o json"),
        ("stop", "stop volcengine/i-demo0gni2a10train volcengine/i-none bce/i-x --yes -o json"),
        ("uai", "uai stop --service_id uaiservice-demo1 -o json"),
        ("uai", "uai stop --service_id uaiservice-demo2 --wait -o json"),
        ("version", "version -o json"),
        ("errors", "errors -o json"),
        ("errors", "errors 171 --lang zh -o json"),
    ] {
        let run = clouds.tingji(arguments);
        schema.holds(name, &run.json());
    }
    schema.holds("stop", &tingji(&[], "demo -o json").json());
}

#[test]
fn signature_json_matches_the_schema() {
    let schema = Schema::of_command();
    for signed in SignedExample::all() {
        for command in ["sign explain -o json", "sign verify --secret-key-env THE_KEY -o json"] {
            schema.holds("sign", &signed.run(command, &signed.raw()).json());
        }
    }
    let signed = SignedExample::named("huaweicloud");
    let expired = "signature expired, signature time:20261121T013905Z,server time:20261121T021005Z";
    for answer in [refused("GET\n/other/\n"), expired.to_owned()] {
        schema.holds("sign-diff", &signed.run("sign diff -o json", &signed.har(&answer)).json());
    }
}

#[test]
fn sandbox_startup_line_matches_the_schema() {
    let mut child = start(&[], "sandbox serve");
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    Schema::of_command().holds("sandbox", &serde_json::from_str(&line).unwrap());
}

#[test]
fn schema_has_every_outcome_and_no_unused_definition() {
    let Schema(schema) = Schema::of_command();
    let codes = tingji(&[], "errors -o json").json()["codes"].clone();
    let outcomes = codes.as_array().unwrap().iter().filter(|code| code["kind"] == "outcome");
    let outcomes: BTreeSet<_> = outcomes.map(|code| code["code"].as_str().unwrap().to_owned()).collect();
    let values = schema["$defs"]["outcome"]["enum"].as_array().unwrap().iter();
    let in_schema: BTreeSet<_> = values.map(|value| value.as_str().unwrap().to_owned()).collect();
    assert_eq!(in_schema, outcomes);
    let text = schema.to_string();
    for name in schema["$defs"].as_object().unwrap().keys() {
        assert!(text.contains(&format!("#/$defs/{name}\"")), "{name}");
    }
}

#[test]
fn schema_of_one_output_is_self_contained() {
    let whole = Schema::of_command().0;
    for output in whole["oneOf"].as_array().unwrap() {
        let name = output["$ref"].as_str().unwrap().strip_prefix("#/$defs/").unwrap();
        let one: Value = serde_json::from_str(&tingji(&[], &format!("schema {name}")).stdout).unwrap();
        assert_eq!((&one["$ref"], &one["$schema"]), (&output["$ref"], &whole["$schema"]));
        let mut rest = one.to_string();
        while let Some((_, after)) = rest.split_once("\"#/$defs/") {
            let (used, after) = after.split_once('"').unwrap();
            assert_eq!(one["$defs"][used], whole["$defs"][used], "{used}");
            assert!(!one["$defs"][used].is_null(), "{used}");
            rest = after.to_owned();
        }
    }
    tingji(&[], "schema nothing").fails(2, "invalid value 'nothing'");
}

/// Appends a line for each value of a schema: its path, with `?` after a field that may be missing, and its type.
fn describe(at: &str, schema: &Value, lines: &mut BTreeSet<String>) {
    lines.insert(format!("{at}: {}", type_of(schema)));
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let mark = if required.contains(&Value::from(name.as_str())) { "" } else { "?" };
        describe(&format!("{at}.{name}{mark}"), property, lines);
    }
    for (keyword, suffix) in [("items", "[]"), ("additionalProperties", ".*")] {
        schema.get(keyword).iter().for_each(|inner| describe(&format!("{at}{suffix}"), inner, lines));
    }
}

fn type_of(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str() {
        return name.replace("#/$defs/", "");
    }
    if let Some(list) = schema["anyOf"].as_array() {
        return Vec::from_iter(list.iter().map(type_of)).join("|");
    }
    match (&schema["const"], &schema["enum"], &schema["type"]) {
        (Value::Null, Value::Null, _) => Vec::from_iter(types(&schema["type"])).join("|"),
        (Value::Null, values, _) => format!("enum {values}"),
        (value, _, _) => format!("const {value}"),
    }
}

#[test]
fn schema_keeps_every_promise_of_version_1() {
    let mut lines = BTreeSet::new();
    for (name, schema) in Schema::of_command().0["$defs"].as_object().unwrap() {
        describe(name, schema, &mut lines);
    }
    let promised = include_str!("schema_v1.txt").lines();
    let broken: Vec<_> = promised.filter(|line| !lines.contains(*line)).collect();
    assert!(broken.is_empty(), "{broken:#?}\n{lines:#?}");
}
