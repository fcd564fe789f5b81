//! Building blocks of the response types.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use tingji_core::UnixTime;

use crate::extra_fields::ExtraFields;

/// Defines response types: every field is optional, and unlisted fields go to `extra`.
macro_rules! response_struct {
    ($(
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$detail:meta])* $field:ident: $type:ty,)*
        }
    )+) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(default, rename_all = "PascalCase")]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$detail])* pub $field: $type,)*
            /// Response fields that this type does not list.
            #[serde(flatten, deserialize_with = "deserialize_extra")]
            pub extra: ExtraFields,
        }
    )+};
}
pub(super) use response_struct;

/// Parses the unlisted fields, without the envelope fields `Action` and `RetCode`.
pub(super) fn deserialize_extra<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ExtraFields, D::Error> {
    let mut extra: Map<String, Value> = Map::deserialize(deserializer)?;
    extra.retain(|key, _| key != "Action" && key != "RetCode");
    Ok(extra.into())
}

/// Converts seconds since 1970 to a time. 0 means "never" and becomes `None`.
pub(super) fn unix_time(seconds: Option<i64>) -> Option<UnixTime> {
    seconds.filter(|seconds| *seconds > 0).map(UnixTime::from_seconds)
}
