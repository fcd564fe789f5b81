//! [`Selection`]: which of the listed instances are meant.

mod expression;
mod field;
mod parse;

use std::fmt;
use std::str::FromStr;

use expression::Expression;
pub use field::{FIELDS, Field, FieldValue};
use tingji_core::{Error, ErrorKind, Instance, Result, UnixTime};
use wildmatch::WildMatch;

use crate::Cloud;

/// One row of a list: an instance and where it is.
#[derive(Clone, Copy, Debug)]
pub struct ListedInstance<'a> {
    /// The cloud.
    pub cloud: Cloud,
    /// The profile of the account, if it is not the default one.
    pub profile: Option<&'a str>,
    /// The instance.
    pub instance: &'a Instance,
    /// The time that ages are counted from.
    pub now: UnixTime,
}

/// Conditions that hold together.
///
/// ```
/// use tingji::select::{ListedInstance, Selection};
/// # use tingji::core::{Instance, InstanceId, Phase, State, UnixTime};
/// # let id: InstanceId = "uhost-1".parse().unwrap();
/// # let mut instance = Instance::new(id, State::new(Phase::Running, "Running"));
/// # instance.name = "train-7".into();
/// # let now = UnixTime::from_seconds(0);
/// # let row = ListedInstance { cloud: tingji::Cloud::Compshare, profile: None, instance: &instance, now };
///
/// let selection = Selection::all().name("train-*").filter("state=Running and not cloud=bce").unwrap();
/// assert!(selection.matches(&row));
/// assert!(Selection::all().filter("gpu~4090 and charge=Postpay").is_ok());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Selection {
    names: Vec<WildMatch>,
    tags: Vec<(String, Option<String>)>,
    filters: Vec<Expression>,
}

impl Selection {
    /// Every instance.
    pub fn all() -> Self {
        Self::default()
    }

    /// Whether it has no condition.
    pub fn is_all(&self) -> bool {
        self.names.is_empty() && self.tags.is_empty() && self.filters.is_empty()
    }

    /// With a name that fits a pattern, in which `*` is any text and `?` any letter, whatever their
    /// case; of several patterns, one must fit.
    #[must_use]
    pub fn name(mut self, pattern: &str) -> Self {
        self.names.push(WildMatch::new_case_insensitive(pattern));
        self
    }

    /// With a tag: `key`, or `key=value`. Each must be there.
    #[must_use]
    pub fn tag(mut self, tag: &str) -> Self {
        let (key, value) = match tag.split_once('=') {
            Some((key, value)) => (key, Some(value.to_owned())),
            None => (tag, None),
        };
        self.tags.push((key.to_owned(), value));
        self
    }

    /// For which an expression holds, such as `gpu~4090 and (age>2d or spot=yes)`. [`FIELDS`] has
    /// the names; the signs are `=`, `!=`, `~` (a part of it), `!~`, `<`, `<=`, `>`, `>=`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] that tells the place and what was expected there.
    pub fn filter(mut self, text: &str) -> Result<Self> {
        let expression = parse::parse(text).map_err(|(why, chinese)| {
            let start: String = text.chars().take(80).collect();
            Error::new(ErrorKind::Config, format!("the filter {start:?} {why}"))
                .with_chinese(format!("筛选条件 {start:?} {chinese}"))
        })?;
        self.filters.push(expression);
        Ok(self)
    }

    /// Whether this one is meant.
    pub fn matches(&self, row: &ListedInstance<'_>) -> bool {
        let tags = &row.instance.tags;
        let has = |(key, value): &(String, Option<String>)| {
            tags.iter().any(|(k, v)| k == key && value.as_ref().is_none_or(|value| value == v))
        };
        (self.names.is_empty() || self.names.iter().any(|name| name.matches(&row.instance.name)))
            && self.tags.iter().all(has)
            && self.filters.iter().all(|filter| filter.matches(row))
    }
}

/// The order of a list: a field, upwards or downwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortOrder {
    field: Field,
    descending: bool,
}

impl SortOrder {
    /// Compares two rows. What has no value comes last, either way.
    pub fn compare(&self, one: &ListedInstance<'_>, other: &ListedInstance<'_>) -> std::cmp::Ordering {
        let (one, other) = (self.field.value_of(one), self.field.value_of(other));
        match (one.is_none(), other.is_none()) {
            (false, false) if self.descending => other.compare(&one),
            (false, false) => one.compare(&other),
            (missing, others_missing) => missing.cmp(&others_missing),
        }
    }
}

impl FromStr for SortOrder {
    type Err = Error;

    /// `age`, or `-age` for downwards.
    fn from_str(text: &str) -> Result<Self> {
        let (name, descending) = match text.strip_prefix('-') {
            Some(name) => (name, true),
            None => (text, false),
        };
        Ok(Self { field: name.parse()?, descending })
    }
}

impl fmt::Display for SortOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.field)
    }
}
