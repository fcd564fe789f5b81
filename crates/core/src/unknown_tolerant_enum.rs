//! [`unknown_tolerant_enum!`](crate::unknown_tolerant_enum!): a vendor's words, with a place for those that are not known yet.

/// Makes an enum of a vendor's words that keeps the words it does not know.
///
/// It reads from and writes to text (serde, `From` and into `String`, `as_str`, `Display`). With a
/// [`Phase`](crate::Phase) behind each word it is a state and has `phase()`; unknown words are
/// [`Phase::Unknown`](crate::Phase::Unknown).
///
/// ```
/// use tingji_core::{Phase, unknown_tolerant_enum};
///
/// unknown_tolerant_enum! {
///     /// A state of a door.
///     pub enum Door {
///         /// Nobody passes.
///         Shut = "SHUT" => Stopped,
///         /// Anybody passes.
///         Open = "OPEN" => Running,
///     }
/// }
/// assert_eq!(Door::from("SHUT".to_owned()).phase(), Phase::Stopped);
/// assert_eq!(Door::KNOWN, [Door::Shut, Door::Open]);
/// let ajar = Door::from("AJAR".to_owned());
/// assert_eq!((ajar.as_str(), ajar.phase()), ("AJAR", Phase::Unknown));
///
/// unknown_tolerant_enum! {
///     /// A colour.
///     pub enum Colour {
///         Red = "red",
///     }
/// }
/// assert_eq!(serde_json::to_string(&Colour::Red).unwrap(), "\"red\"");
/// assert_eq!(serde_json::from_str::<Colour>("\"blue\"").unwrap(), Colour::Other("blue".to_owned()));
/// ```
#[macro_export]
macro_rules! unknown_tolerant_enum {
    (
        $(#[$about:meta])*
        pub enum $name:ident {
            $($(#[$doc:meta])* $variant:ident = $word:literal => $phase:ident,)+
        }
    ) => {
        $crate::unknown_tolerant_enum! {
            $(#[$about])*
            pub enum $name { $($(#[$doc])* $variant = $word,)+ }
        }

        impl $name {
            /// What it means for a stop.
            pub fn phase(&self) -> $crate::Phase {
                match self {
                    $(Self::$variant => $crate::Phase::$phase,)+
                    Self::Other(_) => $crate::Phase::Unknown,
                }
            }
        }
    };
    (
        $(#[$about:meta])*
        pub enum $name:ident {
            $($(#[$doc:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] #[doc = ""] $(#[$doc])* $variant,)+
            /// A word this library does not know.
            Other(String),
        }

        impl $name {
            /// All that have a word.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant,)+];

            /// The vendor's word.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(text) => text,
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                match text.as_str() {
                    $($word => Self::$variant,)+
                    _ => Self::Other(text),
                }
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.as_str().to_owned()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::unknown_tolerant_enum::serde::Serialize for $name {
            fn serialize<S: $crate::unknown_tolerant_enum::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::unknown_tolerant_enum::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::unknown_tolerant_enum::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as $crate::unknown_tolerant_enum::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

#[doc(hidden)]
pub use serde;
