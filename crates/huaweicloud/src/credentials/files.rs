//! `~/.huaweicloud/credentials`, as the SDKs read it.

use tingji_core::Result;
use tingji_core::source::{Fields, Found, Login, Spelling, Surroundings, TextFile, sections};

use super::IdToken;

/// The first goes before the second.
const TYPES: [&str; 2] = ["basic", "global"];

const PAIR: Spelling = Spelling { key: &["ak"], secret: &["sk"], token: &["security_token"], expires: &[] };

fn file(surroundings: &Surroundings) -> Result<Option<TextFile>> {
    match surroundings.given_file("HUAWEICLOUD_SDK_CREDENTIALS_FILE")? {
        Some(file) => Ok(Some(file)),
        None => surroundings.home_file(".huaweicloud/credentials"),
    }
}

/// All sections but those that are types of keys.
pub(super) fn names(surroundings: &Surroundings) -> Result<Vec<String>> {
    let Some(file) = file(surroundings)? else { return Ok(Vec::new()) };
    let read = sections(file.text.expose());
    let names = read.as_object().into_iter().flat_map(|read| read.keys().cloned());
    Ok(names.filter(|name| !name.is_empty() && !TYPES.contains(&name.as_str())).collect())
}

pub(super) fn find(surroundings: &Surroundings, profile: Option<&str>) -> Result<Option<Found>> {
    let Some(file) = file(surroundings)? else { return Ok(None) };
    let read = sections(file.text.expose());
    let names = profile.map_or(TYPES.to_vec(), |profile| vec![profile]);
    let Some(name) = names.into_iter().find(|name| read.get(name).is_some()) else { return Ok(None) };
    let place = format!("the file {}, section {name},", file.name);
    let fields = Fields::new(&read[name], &place);
    let project_id = fields.text(&["project_id"]);
    let (idp, token_file) = (fields.text(&["idp_id"]), fields.text(&["id_token_file"]));
    let login = match (idp, token_file) {
        (Some(idp), Some(file)) => {
            Login::source(IdToken::new(surroundings, &idp, &file, project_id.clone())?)
        }
        _ => fields.pair(&PAIR)?.into(),
    };
    let mut found = Found::new(login, format!("file {} [{name}]", file.name));
    found.project_id = project_id;
    found.warnings.extend(file.warning);
    Ok(Some(found))
}
