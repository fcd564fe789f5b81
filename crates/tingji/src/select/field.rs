//! [`Field`]: a property of a listed instance, by name.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use tingji_core::lifecycle::Price;
use tingji_core::{Error, ErrorKind, Phase, UnixTime, message};

use super::listed_instance::ListedInstance;

/// Property of a listed instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Name from [`FIELDS`].
    Named(&'static str),
    /// Value of a tag: `tag.KEY`.
    Tag(String),
}

/// Names of the fields with their descriptions.
pub const FIELDS: [(&str, &str); 18] = [
    ("cloud", "name of the cloud"),
    ("profile", "profile of the account"),
    ("region", "region"),
    ("zone", "zone"),
    ("id", "id"),
    ("name", "name"),
    ("state", "state as the vendor spells it"),
    (
        "phase",
        "vendor-neutral state: running, stopping, stopped, stop-failed, changing, unstoppable, gone or unknown",
    ),
    ("gpu", "count and model of the GPUs, such as 1× 4090"),
    ("gpus", "number of GPUs"),
    ("charge", "billing mode as the vendor spells it"),
    ("price", "list price while running, without disks and images, if the vendor lists it"),
    ("spot", "yes for a spot instance, otherwise no"),
    ("age", "time since creation, such as 2d12h"),
    ("created", "time of creation"),
    ("release", "time at which the vendor deletes the instance"),
    ("stops", "time of the scheduled stop"),
    ("expires", "end of the prepaid period"),
];

/// Value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// Unknown.
    None,
    /// Text.
    Text(String),
    /// Number.
    Number(i64),
    /// Duration in seconds.
    Duration(i64),
    /// Time.
    Time(UnixTime),
    /// Price.
    Price(Price),
}

impl Field {
    /// Returns the value of this field for an instance.
    pub fn value_of(&self, row: &ListedInstance<'_>) -> FieldValue {
        let name = match self {
            Self::Named(name) => *name,
            Self::Tag(key) => {
                let tag = row.instance.tags.iter().find(|(known, _)| known == key);
                return FieldValue::text(tag.map(|(_, value)| value.clone()));
            }
        };
        let instance = row.instance;
        let billing = &row.instance.billing;
        match name {
            "cloud" => FieldValue::Text(row.cloud.to_string()),
            "profile" => FieldValue::text(row.profile.map(str::to_owned)),
            "region" => FieldValue::text(instance.region.clone()),
            "zone" => FieldValue::text(instance.zone.clone()),
            "id" => FieldValue::Text(instance.id.to_string()),
            "name" => FieldValue::text(Some(instance.name.clone())),
            "state" => FieldValue::text(Some(instance.state.as_str().to_owned())),
            "phase" => FieldValue::Text(phase_name(instance.state.phase()).to_owned()),
            "gpu" => FieldValue::text(instance.gpu.as_ref().map(ToString::to_string)),
            "gpus" => {
                instance.gpu.as_ref().map_or(FieldValue::None, |gpu| FieldValue::Number(gpu.count.into()))
            }
            "charge" => FieldValue::text(instance.charge.clone()),
            "price" => instance.price.clone().map_or(FieldValue::None, FieldValue::Price),
            "spot" => FieldValue::Text(if instance.spot { "yes" } else { "no" }.to_owned()),
            "age" => {
                let created = instance.created.map(UnixTime::seconds);
                created.map_or(FieldValue::None, |created| FieldValue::Duration(row.now.seconds() - created))
            }
            "created" => FieldValue::time(instance.created),
            "release" => FieldValue::time(billing.release_at),
            "stops" => FieldValue::time(billing.scheduled_stop_at),
            _ => FieldValue::time(billing.expires_at),
        }
    }
}

/// Names of the phases. Every other phase is `unknown`.
const PHASES: [(Phase, &str); 8] = [
    (Phase::Changing, "changing"),
    (Phase::Running, "running"),
    (Phase::Stopping, "stopping"),
    (Phase::Stopped, "stopped"),
    (Phase::StopFailed, "stop-failed"),
    (Phase::Unstoppable, "unstoppable"),
    (Phase::Deleting, "deleting"),
    (Phase::Deleted, "gone"),
];
const UNKNOWN: &str = "unknown";

fn phase_name(phase: Phase) -> &'static str {
    PHASES.iter().find(|(known, _)| *known == phase).map_or(UNKNOWN, |(_, name)| name)
}

/// Returns the names of all phases.
pub(super) fn phase_names() -> Vec<&'static str> {
    PHASES.iter().map(|(_, name)| *name).chain([UNKNOWN]).collect()
}

impl FieldValue {
    fn text(text: Option<String>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::None, Self::Text)
    }

    fn time(time: Option<UnixTime>) -> Self {
        time.map_or(Self::None, Self::Time)
    }

    /// Returns true if the value is unknown.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// Orders two values of the same field. Texts are compared without case.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) | (Self::Duration(one), Self::Duration(other)) => {
                one.cmp(other)
            }
            (Self::Time(one), Self::Time(other)) => one.cmp(other),
            (Self::Price(one), Self::Price(other)) => one.amount().total_cmp(&other.amount()),
            _ => self.to_string().to_lowercase().cmp(&other.to_string().to_lowercase()),
        }
    }
}

impl fmt::Display for FieldValue {
    /// Formats the value for a table: durations with their two largest units, times in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Duration(seconds) => f.write_str(&format_duration(*seconds)),
            Self::Time(time) => write!(f, "{time}"),
            Self::Price(price) => write!(f, "{price}"),
        }
    }
}

/// Formats seconds as `12s`, `5m`, `3h20m` or `2d5h`.
fn format_duration(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    match seconds {
        0..60 => format!("{sign}{seconds}s"),
        60..3600 => format!("{sign}{}m", seconds / 60),
        3600..86_400 => format!("{sign}{}", two_units(seconds / 3600, "h", seconds % 3600 / 60, "m")),
        _ => format!("{sign}{}", two_units(seconds / 86_400, "d", seconds % 86_400 / 3600, "h")),
    }
}

/// Joins two units, and omits the small one if it is 0.
fn two_units(large: u64, large_unit: &str, small: u64, small_unit: &str) -> String {
    match small {
        0 => format!("{large}{large_unit}"),
        _ => format!("{large}{large_unit}{small}{small_unit}"),
    }
}

impl FromStr for Field {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if let Some(key) = text.strip_prefix("tag.").filter(|key| !key.is_empty()) {
            return Ok(Self::Tag(key.to_owned()));
        }
        let known = FIELDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
        known.map(|(name, _)| Self::Named(name)).ok_or_else(|| {
            let names = FIELDS.map(|(name, _)| name).join(", ");
            let name = format!("{text:?}");
            let message =
                message!("not-a-field", "{name} is not a field: use {names} or tag.KEY", name, names);
            Error::new(ErrorKind::Config, message)
        })
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::Tag(key) => write!(f, "tag.{key}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_show_their_two_largest_units() {
        let durations = [0, 59, 60, 3599, 3600, 3660, 86_399, 86_400, 2 * 86_400 + 5 * 3600 + 59, -90];
        let shown = ["0s", "59s", "1m", "59m", "1h", "1h1m", "23h59m", "1d", "2d5h", "-1m"];
        assert_eq!(durations.map(format_duration), shown.map(str::to_owned));
    }

    #[test]
    fn field_names_parse_and_format() {
        for (name, _) in FIELDS {
            assert_eq!(name.parse::<Field>().unwrap().to_string(), name);
        }
        assert_eq!("tag.team".parse::<Field>().unwrap(), Field::Tag("team".to_owned()));
        let error = "colour".parse::<Field>().unwrap_err().to_string();
        assert!(error.starts_with("\"colour\" is not a field: use cloud, profile, "), "{error}");
    }
}
