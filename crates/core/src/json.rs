//! JSON of the types that leave the library, and its schema: [`JsonObject`] and [`JsonSchema`].
//!
//! The macro [`json_fields!`](crate::json_fields!) declares the JSON of a type once: each field with its
//! description, its type and its value. Both the serializer and the schema read this declaration, so they cannot
//! differ. The command and the sandbox declare their outputs in the same way.

mod model;
mod report;
mod schema;

pub use report::ReportDetails;
pub use schema::{JsonObject, JsonSchema, Properties, SchemaVersion, enumeration, object, reference, union};
pub use serde;
pub use serde_json;

use serde::Serializer;
use serde::ser::SerializeMap;

/// Writes an object.
///
/// # Errors
///
/// Errors of the serializer.
pub fn serialize_object<S: Serializer>(object: &impl JsonObject, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    object.serialize_fields(&mut map)?;
    map.end()
}

/// Adds one field to a schema, or writes it; part of [`json_fields!`](crate::json_fields!).
#[macro_export]
#[doc(hidden)]
macro_rules! json_field {
    (@schema $properties:ident, [skip], $field:ident, $type:ty, $doc:expr) => {};
    (@schema $properties:ident, [flatten], $field:ident, $type:ty, $doc:expr) => {
        $properties.flatten::<$type>();
    };
    (@schema $properties:ident, [optional], $field:ident, $type:ty, $doc:expr) => {
        $properties.add_optional(
            stringify!($field),
            $doc,
            <$type as $crate::json::JsonSchema>::json_schema_of_value(),
        );
    };
    (@schema $properties:ident, [schema($schema:expr)], $field:ident, $type:ty, $doc:expr) => {
        $properties.add(stringify!($field), $doc, $schema);
    };
    (@schema $properties:ident, [], $field:ident, $type:ty, $doc:expr) => {
        $properties.add(stringify!($field), $doc, <$type as $crate::json::JsonSchema>::json_schema());
    };
    (@write $map:ident, $value:ident, [skip], $field:ident) => {
        let _ = $value;
    };
    (@write $map:ident, $value:ident, [flatten], $field:ident) => {
        $crate::json::JsonObject::serialize_fields($value, $map)?;
    };
    (@write $map:ident, $value:ident, [optional], $field:ident) => {
        if $value.is_some() {
            $map.serialize_entry(stringify!($field), $value)?;
        }
    };
    (@write $map:ident, $value:ident, $kind:tt, $field:ident) => {
        $map.serialize_entry(stringify!($field), $value)?;
    };
}

/// Declares the JSON object of a type: a description, the type and a name for its value, and for each field its
/// description, its type and its value.
///
/// `#[json(skip)]` before a field leaves it out of the JSON. `#[json(flatten)]` adds the fields of its value instead.
/// `#[json(optional)]` omits it if it is `None`. `#[json(schema(…))]` replaces the schema of its type.
#[macro_export]
#[doc(hidden)]
macro_rules! json_fields {
    (
        $(#[doc = $about:literal])+
        impl $object:ty as $this:ident $(, $life:lifetime)? {
            $($(#[doc = $doc:literal])+ $(#[json($($kind:tt)+)])? $field:ident: $type:ty = $value:expr,)*
        }
    ) => {
        impl $(<$life>)? $crate::json::JsonObject for $object {
            const DESCRIPTION: &'static str = concat!($($about),+);

            fn add_properties(properties: &mut $crate::json::Properties) {
                $($crate::json_field!(
                    @schema properties, [$($($kind)+)?], $field, $type, concat!($($doc),+)
                );)*
            }

            fn serialize_fields<M: $crate::json::serde::ser::SerializeMap>(
                &self,
                map: &mut M,
            ) -> Result<(), M::Error> {
                let $this = self;
                $({
                    let value: &$type = &$value;
                    $crate::json_field!(@write map, value, [$($($kind)+)?], $field);
                })*
                Ok(())
            }
        }

        impl $(<$life>)? $crate::json::JsonSchema for $object {
            fn json_schema() -> $crate::json::serde_json::Value {
                $crate::json::object::<Self>()
            }
        }

        impl $(<$life>)? $crate::json::serde::Serialize for $object {
            fn serialize<S: $crate::json::serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::json::serialize_object(self, serializer)
            }
        }
    };
}

/// Defines a struct whose JSON object has the same fields; see [`json_fields!`](crate::json_fields!).
#[macro_export]
#[doc(hidden)]
macro_rules! json_object {
    (
        $(#[doc = $about:literal])+
        $(#[derive($($derive:ident),+)])?
        $vis:vis struct $name:ident $(<$life:lifetime>)? {
            $($(#[doc = $doc:literal])+ $(#[json($($kind:tt)+)])? $field_vis:vis $field:ident: $type:ty,)*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug $($(, $derive)+)?)]
        $vis struct $name $(<$life>)? {
            $($(#[doc = $doc])+ $field_vis $field: $type,)*
        }

        $crate::json_fields! {
            $(#[doc = $about])+
            impl $name $(<$life>)? as this $(, $life)? {
                $($(#[doc = $doc])+ $(#[json($($kind)+)])? $field: $type = this.$field,)*
            }
        }
    };
}
