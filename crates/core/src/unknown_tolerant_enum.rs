//! [`unknown_tolerant_enum!`](crate::unknown_tolerant_enum!): an enum of a vendor's texts that accepts
//! unknown ones.

/// Defines an enum of the texts that a vendor uses for one field, such as the states of an instance.
///
/// A vendor may add texts at any time. The variant `Other` retains a text that the enum does not know, so
/// that it is neither lost nor an error.
///
/// The enum has the constant `KNOWN` with all variants except `Other`, and converts from and to text:
/// `From<String>`, `Into<String>`, `as_str`, `Display` and serde. If every text has a
/// [`Phase`](crate::Phase), the enum is a state and has the method `phase()`, which returns
/// [`Phase::Unknown`](crate::Phase::Unknown) for `Other`.
///
/// ```
/// use tingji_core::{Phase, unknown_tolerant_enum};
///
/// unknown_tolerant_enum! {
///     /// State of a server.
///     pub enum ServerState {
///         /// The server is powered off.
///         Shutoff = "SHUTOFF" => Stopped,
///         /// The server runs.
///         Active = "ACTIVE" => Running,
///     }
/// }
/// assert_eq!(ServerState::from("SHUTOFF".to_owned()).phase(), Phase::Stopped);
/// assert_eq!(ServerState::KNOWN, [ServerState::Shutoff, ServerState::Active]);
/// let unknown = ServerState::from("RESCUE".to_owned());
/// assert_eq!((unknown.as_str(), unknown.phase()), ("RESCUE", Phase::Unknown));
///
/// unknown_tolerant_enum! {
///     /// Type of a disk.
///     pub enum DiskType {
///         Ssd = "ssd",
///     }
/// }
/// assert_eq!(serde_json::to_string(&DiskType::Ssd).unwrap(), "\"ssd\"");
/// assert_eq!(serde_json::from_str::<DiskType>("\"hdd\"").unwrap(), DiskType::Other("hdd".to_owned()));
/// ```
#[macro_export]
macro_rules! unknown_tolerant_enum {
    (
        $(#[$about:meta])*
        pub enum $name:ident {
            $($(#[$doc:meta])* $variant:ident = $text:literal => $phase:ident,)+
        }
    ) => {
        $crate::unknown_tolerant_enum! {
            $(#[$about])*
            pub enum $name { $($(#[$doc])* $variant = $text,)+ }
        }

        impl $name {
            /// Returns the phase of the state.
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
            $($(#[$doc:meta])* $variant:ident = $text:literal,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] #[doc = ""] $(#[$doc])* $variant,)+
            /// A text that this library does not know.
            Other(String),
        }

        impl $name {
            /// All known texts, in the order of their definition.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the vendor's text.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(text) => text,
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                match text.as_str() {
                    $($text => Self::$variant,)+
                    _ => Self::Other(text),
                }
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::unknown_tolerant_enum::serde::Serialize for $name {
            fn serialize<S: $crate::unknown_tolerant_enum::serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::unknown_tolerant_enum::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::unknown_tolerant_enum::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                <String as $crate::unknown_tolerant_enum::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

// The macro's code names serde by this path, so that a crate needs no dependency on it.
#[doc(hidden)]
pub use serde;
