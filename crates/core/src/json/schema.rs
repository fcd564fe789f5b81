//! [`JsonSchema`]: the schema of a type's JSON, in the subset of JSON Schema 2020-12 that the outputs need.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// Type whose JSON is an object.
pub trait JsonObject {
    /// Description of the object.
    const DESCRIPTION: &'static str;

    /// Adds the fields to the properties of a schema.
    fn add_properties(properties: &mut Properties);

    /// Writes the fields.
    ///
    /// # Errors
    ///
    /// Errors of the serializer.
    fn serialize_fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// Type with a JSON schema.
pub trait JsonSchema {
    /// Returns the schema.
    fn json_schema() -> Value;

    /// Returns the schema without `null`.
    fn json_schema_of_value() -> Value {
        Self::json_schema()
    }
}

/// Properties of an object's schema.
#[derive(Clone, Debug, Default)]
pub struct Properties {
    properties: Map<String, Value>,
    required: Vec<Value>,
}

impl Properties {
    /// Adds a field that is always present.
    pub fn add(&mut self, name: &str, description: &str, schema: Value) {
        self.required.push(name.into());
        self.add_optional(name, description, schema);
    }

    /// Adds a field that may be missing.
    pub fn add_optional(&mut self, name: &str, description: &str, mut schema: Value) {
        schema["description"] = description.trim().into();
        self.properties.insert(name.to_owned(), schema);
    }

    /// Adds the fields of another object.
    pub fn flatten<T: JsonObject>(&mut self) {
        T::add_properties(self);
    }

    fn of<T: JsonObject>() -> Self {
        let mut properties = Self::default();
        T::add_properties(&mut properties);
        properties
    }

    fn into_schema(self, description: &str) -> Value {
        json!({
            "type": "object",
            "description": description.trim(),
            "properties": self.properties,
            "required": self.required,
        })
    }
}

/// Returns the schema of an object.
pub fn object<T: JsonObject>() -> Value {
    Properties::of::<T>().into_schema(T::DESCRIPTION)
}

/// Returns the schema of an output that is one of two objects. A field is required if both have it.
pub fn union<A: JsonObject, B: JsonObject>(description: &str) -> Value {
    let mut first = Properties::of::<A>();
    let second = Properties::of::<B>();
    first.required.retain(|name| second.required.contains(name));
    for (name, schema) in second.properties {
        first.properties.entry(name).or_insert(schema);
    }
    first.into_schema(description)
}

/// Returns the schema of a text with a fixed set of values.
pub fn enumeration<'a>(values: impl IntoIterator<Item = &'a str>) -> Value {
    json!({ "enum": Vec::from_iter(values) })
}

/// Returns the reference to a shared definition.
pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// Version of the outputs' schema, 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct SchemaVersion;

impl Serialize for SchemaVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(1)
    }
}

impl JsonSchema for SchemaVersion {
    fn json_schema() -> Value {
        json!({ "const": 1 })
    }
}

/// Implements the trait for types with a fixed schema.
macro_rules! schema_of {
    ($($type:ty => $schema:tt,)*) => {
        $(impl JsonSchema for $type {
            fn json_schema() -> Value {
                json!($schema)
            }
        })*
    };
}

schema_of! {
    str => { "type": "string" },
    String => { "type": "string" },
    bool => { "type": "boolean" },
    f64 => { "type": "number" },
    i64 => { "type": "integer" },
    u8 => { "type": "integer", "minimum": 0 },
    u32 => { "type": "integer", "minimum": 0 },
    u64 => { "type": "integer", "minimum": 0 },
    usize => { "type": "integer", "minimum": 0 },
}

impl<T: JsonSchema + ?Sized> JsonSchema for &T {
    fn json_schema() -> Value {
        T::json_schema()
    }
}

impl<T: JsonSchema> JsonSchema for Option<T> {
    fn json_schema() -> Value {
        let mut schema = T::json_schema();
        match schema.as_object_mut() {
            Some(keywords) if keywords.contains_key("type") => {
                let name = keywords["type"].clone();
                keywords.insert("type".to_owned(), json!([name, "null"]));
                schema
            }
            _ => json!({ "anyOf": [schema, { "type": "null" }] }),
        }
    }

    fn json_schema_of_value() -> Value {
        T::json_schema()
    }
}

impl<T: JsonSchema> JsonSchema for [T] {
    fn json_schema() -> Value {
        json!({ "type": "array", "items": T::json_schema() })
    }
}

impl<T: JsonSchema> JsonSchema for Vec<T> {
    fn json_schema() -> Value {
        <[T]>::json_schema()
    }
}

impl<K, T: JsonSchema> JsonSchema for BTreeMap<K, T> {
    fn json_schema() -> Value {
        json!({ "type": "object", "additionalProperties": T::json_schema() })
    }
}
