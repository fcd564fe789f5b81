//! [`PairSerializer`]: writes parameters as the names and texts of a query or a form.

use std::fmt::Display;

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer,
};

type Error = serde_json::Error;
type Unsupported = Impossible<(), Error>;

/// Notation of a list in a query or a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// `Name.0`, `Name.1`, …
    FromZero,
    /// `Name.1`, `Name.2`, …
    FromOne,
}

/// Serializer of one value, which appends the pairs of the value.
pub(super) struct PairSerializer<'a> {
    name: String,
    lists: ListStyle,
    pairs: &'a mut Vec<(String, String)>,
}

impl<'a> PairSerializer<'a> {
    /// Creates the serializer of all parameters.
    pub(super) fn new(pairs: &'a mut Vec<(String, String)>, lists: ListStyle) -> Self {
        Self { name: String::new(), lists, pairs }
    }

    fn push(self, value: impl Display) -> Result<(), Error> {
        self.pairs.push((self.name, value.to_string()));
        Ok(())
    }
}

macro_rules! scalars {
    ($($method:ident: $type:ty,)*) => {$(
        fn $method(self, value: $type) -> Result<(), Error> {
            self.push(value)
        }
    )*};
}

macro_rules! unsupported {
    ($($method:ident($($argument:ty),*) -> $result:ty;)*) => {$(
        fn $method(self, $(_: $argument),*) -> Result<$result, Error> {
            Err(Error::custom("this type has no text"))
        }
    )*};
}

impl<'a> Serializer for PairSerializer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = ListSerializer<'a>;
    type SerializeTuple = Unsupported;
    type SerializeTupleStruct = Unsupported;
    type SerializeTupleVariant = Unsupported;
    type SerializeMap = MemberSerializer<'a>;
    type SerializeStruct = MemberSerializer<'a>;
    type SerializeStructVariant = Unsupported;

    scalars! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_str: &str,
    }

    unsupported! {
        serialize_bytes(&[u8]) -> ();
        serialize_tuple(usize) -> Unsupported;
        serialize_tuple_struct(&'static str, usize) -> Unsupported;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Unsupported;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Unsupported;
    }

    fn serialize_none(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.push(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<ListSerializer<'a>, Error> {
        let position = usize::from(self.lists == ListStyle::FromOne);
        Ok(ListSerializer { list: self, position })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<MemberSerializer<'a>, Error> {
        Ok(MemberSerializer(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<MemberSerializer<'a>, Error> {
        Ok(MemberSerializer(self))
    }
}

/// Serializer of the elements of a list.
pub(super) struct ListSerializer<'a> {
    list: PairSerializer<'a>,
    position: usize,
}

impl SerializeSeq for ListSerializer<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        let PairSerializer { name, lists, pairs } = &mut self.list;
        let name = format!("{name}.{}", self.position);
        self.position += 1;
        value.serialize(PairSerializer { name, lists: *lists, pairs })
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

/// Serializer of the members of a structure.
pub(super) struct MemberSerializer<'a>(PairSerializer<'a>);

impl MemberSerializer<'_> {
    fn serialize_member<T: ?Sized + Serialize>(&mut self, member: &str, value: &T) -> Result<(), Error> {
        let PairSerializer { name, lists, pairs } = &mut self.0;
        let name = if name.is_empty() { member.to_owned() } else { format!("{name}.{member}") };
        value.serialize(PairSerializer { name, lists: *lists, pairs })
    }
}

impl SerializeStruct for MemberSerializer<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.serialize_member(key, value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl SerializeMap for MemberSerializer<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, _: &T) -> Result<(), Error> {
        Err(Error::custom("a key without its value"))
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, _: &T) -> Result<(), Error> {
        Err(Error::custom("a value without its key"))
    }

    fn serialize_entry<K: ?Sized + Serialize, V: ?Sized + Serialize>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), Error> {
        let mut names = Vec::new();
        key.serialize(PairSerializer::new(&mut names, ListStyle::FromOne))?;
        let (_, name) = names.pop().unwrap_or_default();
        self.serialize_member(&name, value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}
