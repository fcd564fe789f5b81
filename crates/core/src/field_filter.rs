//! [`FieldFilter`]: a deserializer that skips all but some fields of an object.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// Deserializes an object as if it had only the given fields. The values of all other fields are skipped
/// without being built.
///
/// This saves time for lists of thousands of large objects, of which a few fields are needed. The type must
/// accept missing fields.
///
/// ```
/// use serde::Deserialize;
/// use tingji_core::field_filter::FieldFilter;
///
/// #[derive(Debug, Default, Deserialize, PartialEq)]
/// #[serde(default)]
/// struct Server {
///     id: String,
///     disks: Vec<String>,
/// }
/// let mut json = serde_json::Deserializer::from_str(r#"{"id":"i-1","disks":["d-1","d-2"]}"#);
/// let server = Server::deserialize(FieldFilter::new(&mut json, &["id"])).unwrap();
/// assert_eq!(server, Server { id: "i-1".to_owned(), disks: vec![] });
/// ```
#[derive(Clone, Copy, Debug)]
pub struct FieldFilter<D> {
    inner: D,
    fields: &'static [&'static str],
}

impl<D> FieldFilter<D> {
    /// Creates a filter that keeps these fields of the object in `inner`.
    pub const fn new(inner: D, fields: &'static [&'static str]) -> Self {
        Self { inner, fields }
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for FieldFilter<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_map(FieldFilter::new(visitor, self.fields))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for FieldFilter<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(FieldFilter::new(map, self.fields))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for FieldFilter<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(name) = self.inner.next_key_seed(FieldName(self.fields))? {
            match name {
                Some(name) => return seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some),
                None => self.inner.next_value::<IgnoredAny>()?,
            };
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.inner.next_value_seed(seed)
    }
}

/// Matches a key with the fields to keep. `None` for any other key.
struct FieldName(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for FieldName {
    type Value = Option<&'static str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for FieldName {
    type Value = Option<&'static str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().copied().find(|name| *name == key))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Map, Value, json};

    use super::*;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Row {
        id: String,
        count: Option<i64>,
        tags: Vec<String>,
        #[serde(flatten)]
        extra: Map<String, Value>,
    }

    fn parse(json: &str) -> Result<Row, serde_json::Error> {
        let mut json = serde_json::Deserializer::from_str(json);
        let row = Row::deserialize(FieldFilter::new(&mut json, &["count", "id", "kind"]))?;
        json.end().map(|()| row)
    }

    #[test]
    fn listed_fields_are_parsed_and_others_are_skipped() {
        let text = r#"{"tags":["a",{"b":[1]}],"id":"i-\u0031","x":{"id":"i-2"},"count":null,"kind":{"n":1}}"#;
        let extra = Map::from_iter([("kind".to_owned(), json!({"n": 1}))]);
        assert_eq!(parse(text).unwrap(), Row { id: "i-1".into(), count: None, tags: vec![], extra });
        assert_eq!(parse("{}").unwrap(), Row::default());
    }

    #[test]
    fn other_values_and_truncated_objects_are_errors() {
        for text in ["[]", "null", "7", r#"{"id":7}"#, r#"{"id":"a","id":"b"}"#, r#"{"tags":["a"#] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
