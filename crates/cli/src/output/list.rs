//! Instances as rows: the tables of `list` and `get`, and their JSON.

use comfy_table::Table;
use tingji::core::json::SchemaVersion;
use tingji::core::{Instance, json_object, sanitize_line};
use tingji::select::{Field, ListedInstance};
use tingji::{ListFailure, Listing};

use super::stream::notice;
use super::table::{print, table};
use super::{cell_text, encode, layout};
use crate::args::Output;
use crate::lang::{Lang, current, tr};

/// Columns of the wide table.
const WIDE: [&str; 15] = [
    "cloud", "profile", "region", "zone", "id", "name", "state", "gpu", "charge", "price", "spot", "age",
    "release", "stops", "expires",
];
/// Columns that the default table omits.
const WIDE_ONLY: [&str; 3] = ["zone", "spot", "expires"];
/// Columns that the default table shows only if an instance has a value.
const ONLY_IF_KNOWN: [&str; 3] = ["price", "release", "stops"];
/// Columns that a narrow terminal drops, least important first.
const DROP_ORDER: [&str; 7] = ["age", "charge", "price", "stops", "release", "gpu", "region"];

/// Columns of csv.
const FIELDS: [&str; 19] = [
    "target",
    "cloud",
    "profile",
    "region",
    "zone",
    "id",
    "name",
    "state",
    "gpu",
    "charge",
    "price",
    "spot",
    "tags",
    "created",
    "stop_frees_compute",
    "keeps_charging",
    "release_at",
    "scheduled_stop_at",
    "expires_at",
];

/// Prints one table of all rows, with the given columns or those of the format.
pub(crate) fn list(rows: &[ListedInstance<'_>], listings: &[Listing], columns: &[Field], format: Output) {
    if !format.is_table() {
        let errors = listings.iter().filter_map(Listing::failure).collect();
        let around = Instances { schema_version: SchemaVersion, instances: rows, errors };
        return encode::write(&around, rows, &FIELDS, format);
    }
    // If every cloud failed, an empty table would wrongly report zero instances.
    if !listings.is_empty() && listings.iter().all(|listing| listing.instances.is_err()) {
        return;
    }
    print(match (columns, format) {
        ([], Output::Wide) => build(rows, &fields(WIDE.iter().copied())),
        ([], _) => build_fitting(rows, layout::stdout_columns()),
        (columns, _) => build(rows, columns),
    });
}

/// Converts names to fields.
fn fields<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Field> {
    names.filter_map(|name| name.parse().ok()).collect()
}

/// Builds a table with these columns.
fn build(rows: &[ListedInstance<'_>], columns: &[Field]) -> Table {
    let header: Vec<_> = columns.iter().map(heading).collect();
    let mut table = table(&header.iter().map(String::as_str).collect::<Vec<_>>());
    for row in rows {
        table.add_row(columns.iter().map(|column| cell(column, row)));
    }
    table
}

/// Builds the default table. On a narrow terminal it drops columns if that makes the table fit, and prints
/// a note.
fn build_fitting(rows: &[ListedInstance<'_>], max_columns: Option<usize>) -> Table {
    let usual: Vec<_> = WIDE.into_iter().filter(|name| is_in_default_table(name, rows)).collect();
    let without =
        |spared: &[&str]| build(rows, &fields(usual.iter().copied().filter(|name| !spared.contains(name))));
    let spared: Vec<_> = DROP_ORDER.into_iter().filter(|name| usual.contains(name)).collect();
    let tables = (0..=spared.len()).map(|count| (count, without(&spared[..count])));
    match tables.into_iter().find(|(_, table)| layout::fits(table, max_columns)) {
        None => without(&[]),
        Some((0, table)) => table,
        Some((count, table)) => {
            let names = spared[..count].join(", ");
            notice(&tr!(
                "note: the terminal is too narrow for {names}; use -o wide or --columns to see them",
                "注：终端太窄，未显示 {names}；可用 -o wide 或 --columns 查看"
            ));
            table
        }
    }
}

/// Returns true if the default table has the column.
fn is_in_default_table(name: &str, rows: &[ListedInstance<'_>]) -> bool {
    match name {
        "profile" => rows.iter().any(|row| row.profile != rows[0].profile),
        name if ONLY_IF_KNOWN.contains(&name) => name.parse().is_ok_and(|field| is_known(&field, rows)),
        name => !WIDE_ONLY.contains(&name),
    }
}

/// Returns true if an instance has a value in this field.
fn is_known(field: &Field, rows: &[ListedInstance<'_>]) -> bool {
    rows.iter().any(|row| !field.value_of(row).is_none())
}

/// Returns the heading of a column: a Chinese term, or the English field name, which is also the name for
/// filters.
fn heading(column: &Field) -> String {
    let name = column.to_string();
    let chinese = match name.as_str() {
        "cloud" => "云",
        "profile" => "profile",
        "region" => "地域",
        "zone" => "可用区",
        "name" => "名称",
        "state" => "状态",
        "phase" => "阶段",
        "gpus" => "卡数",
        "charge" => "计费方式",
        "price" => "价格",
        "spot" => "抢占式",
        "age" => "已创建",
        "created" => "创建时间",
        "release" => "释放时间",
        "stops" => "定时停止",
        "expires" => "到期时间",
        _ => return name.to_uppercase(),
    };
    if current() == Lang::Zh { chinese.to_owned() } else { name.to_uppercase() }
}

/// Returns the text of a cell, on one line; `-` for an unknown value.
fn cell(column: &Field, row: &ListedInstance<'_>) -> String {
    let text = match column {
        Field::Named("charge") => charge(row.instance).unwrap_or_default(),
        column => cell_text::cell(column, &column.value_of(row)),
    };
    match sanitize_line(&text) {
        text if text.is_empty() => "-".to_owned(),
        text => text,
    }
}

/// Returns the billing mode, marked for spot instances.
fn charge(instance: &Instance) -> Option<String> {
    match (&instance.charge, instance.spot) {
        (Some(charge), true) if !charge.eq_ignore_ascii_case("spot") => Some(format!("{charge} (spot)")),
        (None, true) => Some("spot".to_owned()),
        (charge, _) => charge.clone(),
    }
}

json_object! {
    /// Instances that `list` and `get` show.
    pub(crate) struct Instances<'a> {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// Instances that were found.
        instances: &'a [ListedInstance<'a>],
        /// Clouds that could not be listed.
        errors: Vec<ListFailure>,
    }
}
