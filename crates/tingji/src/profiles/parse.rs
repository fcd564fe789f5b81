//! Parsing of the profile file.

use std::ops::Range;

use tingji_core::{Error, ErrorKind, Result};
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
        .map_err(|error| reader.invalid(error.span(), "this is not TOML", "这不是 TOML"))?;
    let mut profiles = Vec::new();
    for (top, item) in document.iter() {
        let span = span(document.as_table(), top);
        if top != "profiles" {
            let top = shown(top);
            return Err(reader.invalid(
                span,
                &format!("unknown key {top}; the only key at this level is `profiles`"),
                &format!("未知的键 {top}；此处只能是 `profiles`"),
            ));
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
        self.invalid(span, &format!("{name} is not a cloud"), &format!("{name} 不是已知的云"))
    }

    /// Adds file and line to an error of a profile.
    fn at(&self, span: Option<Range<usize>>, error: &Error) -> Error {
        self.invalid(span, error.message(), &error.message_zh())
    }

    /// Sets the fields of a profile from its table.
    fn fill(&self, profile: &mut Profile, fields: &dyn TableLike) -> Result<()> {
        for (field, item) in fields.iter() {
            let span = item.span().or_else(|| span(fields, field));
            let Some(text) = item.as_str() else {
                let field = shown(field);
                return Err(self.invalid(
                    span,
                    &format!("{field} must be a text in quotes"),
                    &format!("{field} 须为引号中的文本"),
                ));
            };
            profile
                .set(field, text)
                .map_err(|error| self.invalid(span, error.message(), &error.message_zh()))?;
        }
        Ok(())
    }

    fn table<'i>(&self, item: &'i Item, span: Option<Range<usize>>) -> Result<&'i dyn TableLike> {
        item.as_table_like().ok_or_else(|| {
            self.invalid(
                item.span().or(span),
                "expected a table here: [profiles.NAME.CLOUD] with its fields",
                "此处应为一个表：[profiles.NAME.CLOUD] 及其字段",
            )
        })
    }

    /// Builds an error that names file and line.
    fn invalid(&self, span: Option<Range<usize>>, why: &str, chinese: &str) -> Error {
        let before = span.and_then(|span| self.text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Error::new(ErrorKind::Credentials, format!("the file {}, line {line}: {why}", self.file))
            .with_message_zh(format!("文件 {} 第 {line} 行：{chinese}", self.file))
    }
}

fn span(table: &dyn TableLike, key: &str) -> Option<Range<usize>> {
    table.get_key_value(key)?.0.span()
}

/// Returns a name if an error may quote it. Any other text may be a misplaced secret, and becomes `this`.
fn shown(name: &str) -> &str {
    if name.len() < 24 && crate::target::is_name(name) { name } else { "this" }
}
