//! Building blocks of the models.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use tingji_core::UnixTime;

use crate::extra_fields::ExtraFields;

/// Makes structures that the vendor answers with: every field may be missing, others are in `extra`.
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
            /// Everything else the vendor sent.
            #[serde(flatten, deserialize_with = "deserialize_extra")]
            pub extra: ExtraFields,
        }
    )+};
}
pub(super) use response_struct;

/// What is left over, without what every answer has.
pub(super) fn deserialize_extra<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ExtraFields, D::Error> {
    let mut extra: Map<String, Value> = Map::deserialize(deserializer)?;
    extra.retain(|key, _| key != "Action" && key != "RetCode");
    Ok(extra.into())
}

/// Seconds since 1970 as a time; 0 is none.
pub(super) fn unix_time(seconds: Option<i64>) -> Option<UnixTime> {
    seconds.filter(|seconds| *seconds > 0).map(UnixTime::from_seconds)
}
