//! [`Selection`]: conditions that select instances from a list.
//!
//! A filter expression compares fields of an instance with values. [`FIELDS`] lists the fields; `tag.KEY` is the
//! value of a tag.
//!
//! | operator | meaning |
//! |---|---|
//! | `=`, `==` | equal; texts are compared without case |
//! | `!=` | not equal; also true for an unknown value |
//! | `~` | contains the text, without case |
//! | `!~` | does not contain the text; also true for an unknown value |
//! | `<`, `<=`, `>`, `>=` | order of numbers, durations, times, prices and texts; false for an unknown value |
//!
//! `and` binds closer than `or`; `not` and parentheses work as usual. Keywords and field names ignore case. A value
//! with blanks or parentheses needs quotes, single or double. An empty text (`zone=""`) matches unknown values.
//!
//! | field | form of the value |
//! |---|---|
//! | `gpus` | an integer, 0 or more |
//! | `price` | the amount alone, such as `1.88`, with at most four decimals; currency and period are not compared |
//! | `age` | a duration such as `90s`, `15m`, `3h`, `2d12h` or `1w` |
//! | `created`, `release`, `stops`, `expires` | a time in UTC; for `<`, `<=`, `>`, `>=` and `~` also its beginning, such as `2026-11` |
//! | `spot` | `yes` or `no`, with `=` or `!=` |
//! | `cloud`, `phase` | one of the known names, with `=` or `!=`; `~` and `!~` accept a part of a name |
//!
//! A comparison that can never or always hold is an error, because such a filter would stop nothing or everything.
//! A filter may have at most 4096 bytes and 64 levels of nesting.
//!
//! ```
//! use tingji::select::Selection;
//!
//! let idle = Selection::all().filter("gpu~4090 and age>2d and not tag.keep=yes").unwrap();
//! assert!(!idle.is_all());
//! let error = Selection::all().filter("age>soon").unwrap_err();
//! assert!(error.message().contains("write 90s, 15m, 3h, 2d or 1w"));
//! ```

mod check;
mod expression;
mod field;
mod listed_instance;
mod parse;

use std::fmt;
use std::str::FromStr;

use expression::Expression;
pub use field::{FIELDS, Field, FieldValue};
pub use listed_instance::ListedInstance;
use tingji_core::{Error, ErrorKind, Result, message};
use wildmatch::WildMatch;

use crate::{Providers, providers};

/// Conditions that must all hold.
///
/// ```
/// # #[cfg(feature = "full")] {
/// use tingji::select::{ListedInstance, Selection};
/// # use tingji::core::{Instance, InstanceId, Phase, State, UnixTime};
/// # let id: InstanceId = "uhost-1".parse().unwrap();
/// # let mut instance = Instance::new(id, State::new(Phase::Running, "Running"));
/// # instance.name = "train-7".into();
/// # let now = UnixTime::from_seconds(0);
/// # let row = ListedInstance { cloud: (&tingji::compshare::PROVIDER).into(), profile: None, instance: &instance, now };
///
/// let selection = Selection::all().name("train-*").filter("state=Running and not cloud=bce").unwrap();
/// assert!(selection.matches(&row));
/// assert!(Selection::all().filter("gpu~4090 and charge=Postpay").is_ok());
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Selection {
    names: Vec<WildMatch>,
    tags: Vec<(String, Option<String>)>,
    filters: Vec<Expression>,
    /// Clouds that a filter may name; the built-in ones if `None`.
    providers: Option<Providers>,
}

impl Selection {
    /// Creates a selection of all instances.
    pub fn all() -> Self {
        Self::default()
    }

    /// Sets the clouds that filters may name. Call it before [`filter`](Self::filter). Default: the built-in table.
    #[must_use]
    pub fn providers(mut self, providers: Providers) -> Self {
        self.providers = Some(providers);
        self
    }

    /// Returns true if the selection has no condition.
    pub fn is_all(&self) -> bool {
        self.names.is_empty() && self.tags.is_empty() && self.filters.is_empty()
    }

    /// Adds a name pattern: `*` matches any text, `?` matches any character, and case is ignored. If there
    /// are several patterns, one must match.
    #[must_use]
    pub fn name(mut self, pattern: &str) -> Self {
        self.names.push(WildMatch::new_case_insensitive(pattern));
        self
    }

    /// Adds a tag: `key`, or `key=value`. All tags must be present.
    #[must_use]
    pub fn tag(mut self, tag: &str) -> Self {
        let (key, value) = match tag.split_once('=') {
            Some((key, value)) => (key, Some(value.to_owned())),
            None => (tag, None),
        };
        self.tags.push((key.to_owned(), value));
        self
    }

    /// Adds an expression, such as `gpu~4090 and (age>2d or spot=yes)`. [`FIELDS`] lists the field names;
    /// the operators are `=`, `!=`, `~` (contains), `!~`, `<`, `<=`, `>`, `>=`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for an invalid expression; the message names the position and what was
    /// expected there.
    pub fn filter(mut self, text: &str) -> Result<Self> {
        let clouds = self.providers.unwrap_or_else(providers);
        let expression = parse::parse(text, clouds).map_err(|problem| {
            let start: String = text.chars().take(80).collect();
            let filter = format!("{start:?}");
            let message = message!("filter-problem", "the filter {filter} {problem}", filter, problem);
            Error::new(ErrorKind::Config, message)
        })?;
        self.filters.push(expression);
        Ok(self)
    }

    /// Returns true if all conditions hold for an instance.
    pub fn matches(&self, row: &ListedInstance<'_>) -> bool {
        let tags = &row.instance.tags;
        (self.names.is_empty() || self.names.iter().any(|name| name.matches(&row.instance.name)))
            && self.tags.iter().all(|(key, value)| has_tag(tags, key, value.as_deref()))
            && self.filters.iter().all(|filter| filter.matches(row))
    }
}

/// Returns true if the tags contain the key and, if one is required, its value.
fn has_tag(tags: &[(String, String)], key: &str, value: Option<&str>) -> bool {
    tags.iter().any(|(tag, text)| tag == key && value.is_none_or(|value| value == text))
}

/// Sort order of a list: a field, ascending or descending.
///
/// ```
/// use tingji::select::SortOrder;
///
/// let oldest_first: SortOrder = "-age".parse().unwrap();
/// assert_eq!(oldest_first.to_string(), "-age");
/// assert!("colour".parse::<SortOrder>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortOrder {
    field: Field,
    descending: bool,
}

impl SortOrder {
    /// Compares two instances. Instances without a value come last in both directions.
    pub fn compare(&self, one: &ListedInstance<'_>, other: &ListedInstance<'_>) -> std::cmp::Ordering {
        let one = self.field.value_of(one);
        let other = self.field.value_of(other);
        match (one.is_none(), other.is_none()) {
            (false, false) if self.descending => other.compare(&one),
            (false, false) => one.compare(&other),
            (missing, others_missing) => missing.cmp(&others_missing),
        }
    }
}

impl FromStr for SortOrder {
    type Err = Error;

    /// Parses `age` (ascending) or `-age` (descending).
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
