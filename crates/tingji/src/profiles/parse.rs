//! Parsing of the profile file.

use std::ops::Range;

use tingji_core::{Error, ErrorKind, MessageValue, Result, message};
use toml_edit::{Document, Item, TableLike};

use super::Profile;
use crate::{Cloud, Providers};

/// Parses all profiles of a text, in their order. `file` is the name of the file in errors.
///
/// # Errors
///
/// [`ErrorKind::Credentials`] for an invalid text; the message names file and line, and quotes no value.
pub(super) fn parse_profiles(text: &str, file: &str, providers: Providers) -> Result<Vec<Profile>> {
    let reader = ProfileParser { text, file, providers };
    // The parser's message is not used, because it may quote the line.
    let document = Document::parse(text)
        .map_err(|error| reader.invalid(error.span(), message!("not-toml", "this is not TOML")))?;
    let mut profiles = Vec::new();
    for (top, item) in document.iter() {
        let span = span(document.as_table(), top);
        if top != "profiles" {
            let top = shown(top);
            let reason = message!(
                "unknown-key",
                "unknown key {key}; the only key at this level is `profiles`",
                key = top
            );
            return Err(reader.invalid(span, reason));
        }
        let names = reader.table(item, span)?;
        for (name, item) in names.iter() {
            profiles.extend(reader.parse_named(name, item, self::span(names, name))?);
        }
    }
    Ok(profiles)
}

/// Text of a profile file, and the name of the file for errors.
struct ProfileParser<'a> {
    text: &'a str,
    file: &'a str,
    providers: Providers,
}

impl ProfileParser<'_> {
    /// Parses the profiles of one name, one for each cloud.
    fn parse_named(&self, name: &str, item: &Item, span: Option<Range<usize>>) -> Result<Vec<Profile>> {
        let mut profiles = Vec::new();
        let clouds = self.table(item, item.span().or(span))?;
        for (cloud, item) in clouds.iter() {
            let span = item.span().or_else(|| self::span(clouds, cloud));
            let cloud = Cloud::find(self.providers, cloud)
                .map_err(|_| self.unknown_cloud(span.clone(), shown(cloud)))?;
            let mut profile = Profile::new(name, cloud).map_err(|error| self.at(span.clone(), &error))?;
            self.fill(&mut profile, self.table(item, span.clone())?)?;
            profile.check().map_err(|error| self.at(span.clone(), &error))?;
            profiles.push(profile);
        }
        Ok(profiles)
    }

    fn unknown_cloud(&self, span: Option<Range<usize>>, name: &str) -> Error {
        self.invalid(span, message!("not-a-cloud", "{name} is not a cloud", name))
    }

    /// Adds file and line to an error of a profile.
    fn at(&self, span: Option<Range<usize>>, error: &Error) -> Error {
        self.invalid(span, error.typed_message())
    }

    /// Sets the fields of a profile from its table.
    fn fill(&self, profile: &mut Profile, fields: &dyn TableLike) -> Result<()> {
        for (field, item) in fields.iter() {
            let span = item.span().or_else(|| span(fields, field));
            let Some(text) = item.as_str() else {
                let field = shown(field);
                let reason = message!("not-a-text", "{field} must be a text in quotes", field);
                return Err(self.invalid(span, reason));
            };
            profile.set(field, text).map_err(|error| self.at(span, &error))?;
        }
        Ok(())
    }

    fn table<'i>(&self, item: &'i Item, span: Option<Range<usize>>) -> Result<&'i dyn TableLike> {
        item.as_table_like().ok_or_else(|| {
            let reason =
                message!("not-a-table", "expected a table here: [profiles.NAME.CLOUD] with its fields");
            self.invalid(item.span().or(span), reason)
        })
    }

    /// Builds an error that names file and line.
    fn invalid(&self, span: Option<Range<usize>>, reason: impl Into<MessageValue>) -> Error {
        let before = span.and_then(|span| self.text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let file = self.file;
        let message = message!("file-line", "the file {file}, line {line}: {reason}", file, line, reason);
        Error::new(ErrorKind::Credentials, message)
    }
}

fn span(table: &dyn TableLike, key: &str) -> Option<Range<usize>> {
    table.get_key_value(key)?.0.span()
}

/// Returns a name if an error may quote it. Any other text may be a misplaced secret, and becomes `this`.
fn shown(name: &str) -> &str {
    if name.len() < 24 && crate::target::is_name(name) { name } else { "this" }
}
