//! Profiles as rows: the content of the profile file, and changes to it.

use tingji::Cloud;
use tingji::core::json::{SchemaVersion, enumeration, reference};
use tingji::core::{json_object, sanitize_line};
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

json_object! {
    /// Profiles that `profile list` shows.
    pub(crate) struct Profiles<'a> {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// The profile file.
        file: &'a str,
        /// Profiles in the order of the file.
        profiles: &'a [ProfileRow<'a>],
    }
}

json_object! {
    /// A profile.
    struct ProfileRow<'a> {
        /// Account as a target names it: CLOUD:PROFILE.
        account: String,
        /// Name of the cloud.
        #[json(schema(reference("cloud")))]
        cloud: &'static str,
        /// Name of the profile.
        name: &'a str,
        /// End of the access key; null for a user with a password.
        access_key: Option<String>,
        /// Region of the profile.
        region: Option<&'a str>,
        /// Zone of the profile.
        zone: Option<&'a str>,
        /// Project of the profile.
        project_id: Option<&'a str>,
        /// Base URL of requests.
        endpoint: Option<&'a str>,
        /// Names of the fields that are set, without their values.
        fields: Vec<&'static str>,
        /// File of the profile.
        file: &'a str,
    }
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
            let around = Profiles { schema_version: SchemaVersion, file, profiles: &rows };
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

/// Results of a change.
const OUTCOMES: [&str; 8] =
    ["added", "replaced", "unchanged", "kept", "skipped", "removed", "would-add", "would-replace"];

json_object! {
    /// Change of a profile.
    pub(crate) struct ProfileChange {
        /// Account as a target names it: CLOUD:PROFILE; the cloud alone if a whole file cannot be read.
        account: String,
        /// Name of the cloud.
        #[json(schema(reference("cloud")))]
        cloud: &'static str,
        /// Name of the profile; null if a whole file cannot be read.
        name: Option<String>,
        /// Result of the change. `unchanged` was there before, `kept` is another profile of this name that stays.
        #[json(schema(enumeration(OUTCOMES)))]
        outcome: &'static str,
        /// File that the change is about.
        source: String,
        /// Sentence for people: the reason why it is kept or skipped.
        message: String,
        /// Explanation in the current language, for people.
        #[json(skip)]
        shown: String,
    }
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

json_object! {
    /// Changes by `profile add`, `profile remove` and `profile import`.
    pub(crate) struct Changes<'a> {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// Entry for each profile.
        profiles: &'a [ProfileChange],
    }
}

/// Prints the changes.
pub(crate) fn changes(changes: &[ProfileChange], format: Output) {
    match format {
        Output::Name => changes.iter().for_each(|change| line(&change.account)),
        format if !format.is_table() => {
            encode::write(
                &Changes { schema_version: SchemaVersion, profiles: changes },
                changes,
                &CHANGE_FIELDS,
                format,
            );
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
