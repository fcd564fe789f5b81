//! Edits of the profile file that keep comments and formatting.
//!
//! The functions change a parsed document with `toml_edit`, which preserves everything that is not edited. The caller
//! parses the result again and compares it with the expected profiles, so an edit that this module cannot express is
//! an error instead of a damaged file.

use tingji_core::{Error, ErrorKind, Result, message};
use toml_edit::{DocumentMut, InlineTable, Item, RawString, Table, TableLike, Value};

use super::Profile;
use crate::Cloud;

/// Returns the text with this profile added or replaced.
pub(super) fn put(text: &str, profile: &Profile) -> Result<String> {
    let mut document = parse(text)?;
    let profiles = table(document.as_item_mut(), "profiles", true)?;
    let named = table(profiles, profile.name(), true)?;
    let fields = table(named, profile.cloud().as_str(), false)?;
    let fields = fields.as_table_like_mut().ok_or_else(cannot_edit)?;
    for field in profile.cloud().profile.fields() {
        if !profile.fields().contains(&field) {
            fields.remove(field);
        }
    }
    profile.values().for_each(|(field, value)| set(fields, field, value.expose_secret()));
    Ok(document.to_string())
}

/// Returns the text without the profile of this name and cloud.
pub(super) fn remove(text: &str, name: &str, cloud: Cloud) -> Result<String> {
    let mut document = parse(text)?;
    let named = document
        .get_mut("profiles")
        .and_then(|profiles| profiles.get_mut(name))
        .and_then(Item::as_table_like_mut);
    let removed = named.and_then(|named| named.remove(cloud.as_str()));
    // A comment above a header, separated by a blank line, does not belong to the removed profile alone.
    if let Some(Item::Table(table)) = removed
        && let Some(position) = table.position()
        && let Some(above) = table.decor().prefix().and_then(RawString::as_str)
        && let Some(end) = above.rfind("\n\n").filter(|_| above.contains('#'))
    {
        reattach_comment(&mut document, position, &above[..end + 2]);
    }
    Ok(document.to_string())
}

fn parse(text: &str) -> Result<DocumentMut> {
    text.parse().map_err(|_| cannot_edit())
}

fn cannot_edit() -> Error {
    let message = message!(
        "profiles-not-editable",
        "tingji cannot edit a profile file of this format: edit it by hand"
    );
    Error::new(ErrorKind::Credentials, message)
}

/// Returns the table of this name. Creates it if it is missing, as an inline table inside an inline table.
fn table<'a>(parent: &'a mut Item, name: &str, implicit: bool) -> Result<&'a mut Item> {
    let is_inline = parent.is_inline_table();
    let parent = parent.as_table_like_mut().ok_or_else(cannot_edit)?;
    Ok(parent.entry(name).or_insert_with(|| new_table(is_inline, implicit)))
}

/// Creates an empty table: an inline one, or one with a header. An implicit table has no header of its own.
fn new_table(is_inline: bool, implicit: bool) -> Item {
    if is_inline {
        return Item::Value(InlineTable::new().into());
    }
    let mut table = Table::new();
    table.set_implicit(implicit);
    Item::Table(table)
}

/// Sets a field and keeps the whitespace and comments around the old value.
fn set(fields: &mut dyn TableLike, field: &str, text: &str) {
    let mut value = Value::from(text);
    match fields.get_mut(field).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => drop(fields.insert(field, Item::Value(value))),
    }
}

/// Moves a comment to the next table in the file, or to the end of the file.
fn reattach_comment(document: &mut DocumentMut, position: isize, text: &str) {
    let mut next = None;
    find_next(document.as_table(), position, &mut next);
    let is_moved = next.is_some_and(|next| prepend(document.as_table_mut(), next, text));
    if !is_moved {
        let trailing = document.trailing().as_str().unwrap_or_default();
        let text = format!("{text}{trailing}");
        document.set_trailing(text);
    }
}

fn find_next(table: &Table, after: isize, next: &mut Option<isize>) {
    for table in table.iter().filter_map(|(_, item)| item.as_table()) {
        // A table without its own header has no position in the file.
        let own = table.position().filter(|own| *own > after && !table.is_implicit() && !table.is_dotted());
        if let Some(own) = own {
            *next = Some(next.map_or(own, |next| next.min(own)));
        }
        find_next(table, after, next);
    }
}

fn prepend(table: &mut Table, position: isize, text: &str) -> bool {
    table.iter_mut().filter_map(|(_, item)| item.as_table_mut()).any(|table| {
        if table.position() != Some(position) || table.is_implicit() {
            return prepend(table, position, text);
        }
        let prefix = table.decor().prefix().and_then(RawString::as_str).unwrap_or_default();
        let text = format!("{text}{}", prefix.trim_start_matches('\n'));
        table.decor_mut().set_prefix(text);
        true
    })
}
