//! Profiles as rows: the content of the profile file, and changes to it.

use serde::Serialize;
use tingji::Cloud;
use tingji::core::sanitize_line;
use tingji::profiles::Profile;

use super::encode;
use super::stream::line;
use super::table::{print, table};
use crate::args::Output;
use crate::lang::{Lang, current};

/// Returns the account as a target names it: `bce` or `bce:work`.
pub(crate) fn account(cloud: Cloud, profile: Option<&str>) -> String {
    profile.map_or_else(|| cloud.to_string(), |profile| format!("{cloud}:{profile}"))
}

/// Columns of csv for profiles.
const FIELDS: [&str; 10] =
    ["account", "cloud", "name", "access_key", "region", "zone", "project_id", "endpoint", "fields", "file"];

/// The JSON output of `profile list`.
#[derive(Serialize)]
struct Profiles<'a> {
    schema_version: u32,
    file: &'a str,
    profiles: &'a [ProfileRow<'a>],
}

/// A profile in JSON and csv.
#[derive(Serialize)]
struct ProfileRow<'a> {
    account: String,
    cloud: &'static str,
    name: &'a str,
    access_key: Option<String>,
    region: Option<&'a str>,
    zone: Option<&'a str>,
    project_id: Option<&'a str>,
    endpoint: Option<&'a str>,
    fields: Vec<&'static str>,
    file: &'a str,
}

impl<'a> ProfileRow<'a> {
    fn new(profile: &'a Profile, file: &'a str) -> Self {
        Self {
            account: account(profile.cloud(), Some(profile.name())),
            cloud: profile.cloud().as_str(),
            name: profile.name(),
            access_key: profile.access_key().map(ending),
            region: profile.setting("region"),
            zone: profile.setting("zone"),
            project_id: profile.setting("project_id"),
            endpoint: profile.setting("endpoint"),
            fields: profile.fields(),
            file,
        }
    }
}

/// Returns the last four characters of an access key, enough to recognize it; nothing of a key shorter than
/// twelve.
fn ending(key: &str) -> String {
    let chars: Vec<_> = key.chars().collect();
    let shown = if chars.len() < 12 { &[] } else { &chars[chars.len() - 4..] };
    sanitize_line(&format!("…{}", String::from_iter(shown)))
}

/// Returns a cell on one line; `-` for an unset value.
fn cell(text: Option<&str>) -> String {
    text.map_or_else(|| "-".to_owned(), sanitize_line)
}

/// Prints the profiles in the file.
pub(crate) fn list(profiles: &[Profile], file: &str, format: Output) {
    let rows: Vec<_> = profiles.iter().map(|profile| ProfileRow::new(profile, file)).collect();
    match format {
        Output::Name => rows.iter().for_each(|row| line(&row.account)),
        format if !format.is_table() => {
            let around = Profiles { schema_version: 1, file, profiles: &rows };
            encode::write(&around, &rows, &FIELDS, format);
        }
        _ => {
            let mut table = table(&match current() {
                Lang::En => ["PROFILE", "CLOUD", "KEY", "REGION", "FIELDS", "FILE"],
                Lang::Zh => ["profile", "云", "密钥", "地域", "字段", "文件"],
            });
            for row in &rows {
                table.add_row([
                    row.name.to_owned(),
                    row.cloud.to_owned(),
                    cell(row.access_key.as_deref()),
                    cell(row.region),
                    row.fields.join(","),
                    sanitize_line(file),
                ]);
            }
            print(table);
        }
    }
}

/// Columns of csv for changes.
const CHANGE_FIELDS: [&str; 6] = ["account", "cloud", "name", "outcome", "source", "message"];

/// The change of one profile.
#[derive(Serialize)]
pub(crate) struct ProfileChange {
    account: String,
    cloud: &'static str,
    name: Option<String>,
    outcome: &'static str,
    /// The file that the change is about.
    source: String,
    /// Explanation in English, for programs.
    message: String,
    /// Explanation in the current language, for people.
    #[serde(skip)]
    shown: String,
}

impl ProfileChange {
    /// Creates a change without an explanation.
    pub(crate) fn new(cloud: Cloud, name: Option<&str>, outcome: &'static str, source: &str) -> Self {
        Self {
            account: account(cloud, name),
            cloud: cloud.as_str(),
            name: name.map(str::to_owned),
            outcome,
            source: source.to_owned(),
            message: String::new(),
            shown: String::new(),
        }
    }

    /// Adds an explanation in English and Chinese.
    pub(crate) fn with_message(self, en: &str, zh: &str) -> Self {
        let shown = if current() == Lang::Zh { zh } else { en };
        Self { message: en.to_owned(), shown: shown.to_owned(), ..self }
    }
}

/// The JSON output of a change.
#[derive(Serialize)]
struct Changes<'a> {
    schema_version: u32,
    profiles: &'a [ProfileChange],
}

/// Prints the changes.
pub(crate) fn changes(changes: &[ProfileChange], format: Output) {
    match format {
        Output::Name => changes.iter().for_each(|change| line(&change.account)),
        format if !format.is_table() => {
            encode::write(&Changes { schema_version: 1, profiles: changes }, changes, &CHANGE_FIELDS, format);
        }
        _ => {
            let mut table = table(&match current() {
                Lang::En => ["PROFILE", "OUTCOME", "SOURCE", "MESSAGE"],
                Lang::Zh => ["profile", "结果", "来源", "说明"],
            });
            for change in changes {
                let source = if change.source.is_empty() { "-" } else { &change.source };
                table.add_row([
                    sanitize_line(&change.account),
                    change.outcome.to_owned(),
                    sanitize_line(source),
                    sanitize_line(&change.shown),
                ]);
            }
            print(table);
        }
    }
}
