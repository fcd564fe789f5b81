//! Structs of a vendor's JSON whose fields are read by their type: [`record!`](crate::record!).

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::lenient::lossy;

#[doc(hidden)]
pub use serde;
#[doc(hidden)]
pub use serde_json;

/// A struct that [`record!`](crate::record!) defines.
#[doc(hidden)]
pub trait Record: Default {
    /// Stores one field of the JSON object. Returns the position of the field, or `None` for a key that the
    /// struct does not list.
    ///
    /// # Errors
    ///
    /// The value has another shape than an exactly read field requires.
    fn set_field(&mut self, key: String, value: Value) -> Result<Option<usize>, serde_json::Error>;
}

/// A field type that reads any JSON value. A value of an unexpected shape reads as the default, so that one
/// odd detail does not make a whole list unreadable.
#[doc(hidden)]
pub trait LossyField: Sized {
    /// Reads the value.
    fn read_lossy(value: Value) -> Self;
}

/// A type that [`LossyField`] reads inside an `Option`.
#[doc(hidden)]
pub trait LossyValue: Sized {
    /// Reads the value, or returns `None` for a value of another shape.
    fn from_json(value: Value) -> Option<Self>;
}

impl<T: LossyValue> LossyField for Option<T> {
    fn read_lossy(value: Value) -> Self {
        T::from_json(value)
    }
}

/// Elements of another shape are left out.
impl<T: DeserializeOwned> LossyField for Vec<T> {
    fn read_lossy(value: Value) -> Self {
        lossy::vec(value).unwrap_or_default()
    }
}

macro_rules! impl_lossy_value {
    ($($type:ty => $read:path,)*) => {$(
        impl LossyValue for $type {
            fn from_json(value: Value) -> Option<Self> {
                $read(value).unwrap_or_default()
            }
        }
    )*};
}
impl_lossy_value! {
    String => lossy::string,
    i64 => lossy::int,
    f64 => lossy::float,
    bool => lossy::bool,
    Map<String, Value> => lossy::object,
    Value => lossy::object,
}

impl<T: DeserializeOwned> LossyValue for Vec<T> {
    fn from_json(value: Value) -> Option<Self> {
        lossy::object(value).unwrap_or_default()
    }
}

impl<T: LossyValue> LossyValue for Box<T> {
    fn from_json(value: Value) -> Option<Self> {
        T::from_json(value).map(Box::new)
    }
}

impl<T: DeserializeOwned> LossyValue for BTreeMap<String, T> {
    fn from_json(value: Value) -> Option<Self> {
        lossy::object(value).unwrap_or_default()
    }
}

/// Reads a field of a [`record!`](crate::record!) as its type's own `Deserialize` does.
///
/// # Errors
///
/// The value has another shape.
pub fn exact<T: DeserializeOwned>(value: Value) -> Result<T, serde_json::Error> {
    serde_json::from_value(value)
}

/// Reads a record from a JSON object.
///
/// # Errors
///
/// The input is not an object, an exactly read field has another shape, or a listed field occurs twice. Of
/// two contradicting values, neither is preferred.
#[doc(hidden)]
pub fn deserialize<'de, D: Deserializer<'de>, R: Record>(deserializer: D) -> Result<R, D::Error> {
    deserializer.deserialize_map(RecordVisitor(PhantomData))
}

struct RecordVisitor<R>(PhantomData<R>);

impl<'de, R: Record> Visitor<'de> for RecordVisitor<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<R, A::Error> {
        let mut record = R::default();
        let mut found: u128 = 0;
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value()?;
            let position = record.set_field(key, value).map_err(A::Error::custom)?;
            let bit = position.map_or(0, |position| 1 << position);
            if found & bit != 0 {
                return Err(A::Error::custom("a field occurs twice"));
            }
            found |= bit;
        }
        Ok(record)
    }
}

/// Defines a struct of a vendor's JSON. Each line names the JSON key, or several spellings of it, and the
/// field. The type of a field determines how the field is read:
///
/// | type | reads |
/// |---|---|
/// | `Option<String>` | text, also from a number or a boolean |
/// | `Option<i64>`, `Option<f64>` | a number, also from text |
/// | `Option<bool>` | a boolean, also from `"Yes"`, `"true"`, `1` and their opposites |
/// | `Option<Struct>`, `Option<Map<…>>` | an object |
/// | `Vec<T>` | a list; elements of another shape are left out |
///
/// A value of any other shape reads as `None` or as an empty list. `as FUNCTION` marks an exception: the
/// function reads the value and can fail, which makes the whole object unreadable. `* =>` collects the keys
/// that the struct does not list, except for those named behind `ignore`. At most 128 fields.
///
/// ```
/// use serde_json::{Map, Value};
/// use tingji_core::{lenient, record};
///
/// record! {
///     /// A disk.
///     #[derive(Clone, Debug, Default)]
///     pub struct Disk {
///         "diskId" => pub id: Option<String> as lenient::parse_string,
///         "sizeInGB" | "size" => pub size_gib: Option<i64>,
///         * => pub extra: Map<String, Value>,
///     }
/// }
/// let disk: Disk = serde_json::from_str(r#"{"diskId":"d-1","size":"40","kind":"ssd"}"#).unwrap();
/// assert_eq!((disk.id.as_deref(), disk.size_gib), (Some("d-1"), Some(40)));
/// assert_eq!(disk.extra["kind"], "ssd");
/// assert!(serde_json::from_str::<Disk>(r#"{"diskId":{}}"#).is_err());
/// ```
#[macro_export]
macro_rules! record {
    (
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$detail:meta])* $key:literal $(| $alias:literal)* =>
                $visible:vis $field:ident: $type:ty $(as $read:path)?,)*
            $(* => $(#[$extra_detail:meta])* $extra_visible:vis $extra:ident: $extra_type:ty,)?
            $(ignore $($ignored:literal),+;)?
        }
    ) => {
        $(#[$about])*
        pub struct $name {
            $(#[doc = concat!("`", $key, "`")] #[doc = ""] $(#[$detail])* $visible $field: $type,)*
            $(
                /// Fields of the response that this type does not list.
                $(#[$extra_detail])* $extra_visible $extra: $extra_type,
            )?
        }

        impl $crate::record::Record for $name {
            fn set_field(
                &mut self,
                key: String,
                value: $crate::record::serde_json::Value,
            ) -> Result<Option<usize>, $crate::record::serde_json::Error> {
                #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
                enum Position { $($field,)* Count }
                const { assert!(Position::Count as usize <= 128) };
                match key.as_str() {
                    $($key $(| $alias)* => {
                        self.$field = $crate::record!(@read value $($read)?);
                        return Ok(Some(Position::$field as usize));
                    })*
                    $($($ignored)|+ => {})?
                    _ => { $(self.$extra.insert(key, value);)? }
                }
                Ok(None)
            }
        }

        impl<'de> $crate::record::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::record::serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                $crate::record::deserialize(input)
            }
        }

        impl $crate::record::LossyValue for $name {
            fn from_json(value: $crate::record::serde_json::Value) -> Option<Self> {
                $crate::record::exact(value).unwrap_or_default()
            }
        }
    };
    (@read $value:ident) => { $crate::record::LossyField::read_lossy($value) };
    (@read $value:ident $read:path) => { $read($value)? };
}
