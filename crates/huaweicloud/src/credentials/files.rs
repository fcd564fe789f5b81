//! `~/.huaweicloud/credentials`, as the SDKs read it.

use tingji_core::Result;
use tingji_core::source::{Fields, Found, Login, Spelling, Surroundings, sections};

use super::IdToken;

const PAIR: Spelling = Spelling { key: &["ak"], secret: &["sk"], token: &["security_token"], expires: &[] };

pub(super) fn find(surroundings: &Surroundings, profile: Option<&str>) -> Result<Option<Found>> {
    let file = match surroundings.given_file("HUAWEICLOUD_SDK_CREDENTIALS_FILE")? {
        Some(file) => Some(file),
        None => surroundings.home_file(".huaweicloud/credentials")?,
    };
    let Some(file) = file else { return Ok(None) };
    let read = sections(file.text.expose());
    let names = profile.map_or(vec!["basic", "global"], |profile| vec![profile]);
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
