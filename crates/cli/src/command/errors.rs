//! `tingji errors`: explains codes of the vendors and of this command.

use tingji::Cloud;
use tingji::core::error_codes::ErrorCodeEntry;

use crate::args::{CloudArgs, ErrorsArgs, Output};
use crate::error::CliError;
use crate::error_catalog::{self, ErrorExplanation};
use crate::exit_code;
use crate::lang::{self, Lang, localized, tr};
use crate::output;

/// Prints the explanation of one code, or of all.
///
/// # Errors
///
/// Exit code 5 for an unknown code, with up to five similar ones.
pub(crate) fn run(arguments: &ErrorsArgs, format: Output) -> Result<u8, CliError> {
    let lang = if format.is_table() { lang::current() } else { Lang::En };
    let known = all(&arguments.clouds, lang);
    let found = match &arguments.code {
        None => known,
        Some(code) => {
            let found = find(code, &arguments.clouds, lang, &known);
            if found.is_empty() {
                return Err(CliError::new(5, unknown(code, &known)));
            }
            found
        }
    };
    match format {
        format if format.is_table() => output::print_codes_table(&found, lang),
        format => output::codes(&found, format),
    }
    Ok(0)
}

/// Returns the whole catalog of the selected clouds; without a selection also the codes of this command.
fn all(clouds: &CloudArgs, lang: Lang) -> Vec<ErrorExplanation> {
    let mut all = if clouds.cloud.is_empty() { error_catalog::all(lang) } else { Vec::new() };
    for cloud in clouds.selected() {
        let table = cloud.codes;
        let whole = table.entries.iter().map(|entry| explained(cloud, entry, entry.code.to_owned(), lang));
        all.extend(whole);
        all.extend(
            table.suffixes.iter().map(|entry| explained(cloud, entry, format!("*{}", entry.code), lang)),
        );
    }
    all
}

/// Converts an entry of a vendor's table.
fn explained(cloud: Cloud, entry: &ErrorCodeEntry, code: String, lang: Lang) -> ErrorExplanation {
    ErrorExplanation {
        of: cloud.as_str(),
        code,
        kind: entry.kind.to_string(),
        retry: Some(entry.retry()),
        exit_code: Some(exit_code::of_kind(entry.kind)),
        advice: lang.choose(entry.advice.en, entry.advice.zh),
        page: Some(cloud.codes.page),
    }
}

/// Returns the meaning of a code for each cloud and for this command.
fn find(code: &str, clouds: &CloudArgs, lang: Lang, known: &[ErrorExplanation]) -> Vec<ErrorExplanation> {
    let same =
        |own: &&ErrorExplanation| own.of == error_catalog::TINGJI && error_catalog::matches(&own.code, code);
    let mut found: Vec<_> = known.iter().filter(same).cloned().collect();
    for cloud in clouds.selected() {
        // Families of codes match by their suffix.
        let entry = cloud.codes.find(code);
        found.extend(entry.map(|entry| {
            let name = if entry.code.eq_ignore_ascii_case(code) { entry.code } else { code };
            explained(cloud, entry, name.to_owned(), lang)
        }));
    }
    found
}

/// Returns the message for an unknown code.
fn unknown(code: &str, known: &[ErrorExplanation]) -> String {
    let code: String = code.chars().take(80).collect();
    let nearest = suggest(&code, known);
    let nearest = match nearest.as_slice() {
        [] => localized("`tingji errors` lists all known codes", "`tingji errors` 列出全部已知的错误码")
            .to_owned(),
        nearest => tr!("similar codes: {near}", "最相近的：{near}", near = nearest.join(", ")),
    };
    tr!("unknown code {code:?}; {nearest}", "未知的错误码 {code:?}；{nearest}")
}

/// Returns up to five similar codes, the most similar first.
fn suggest(code: &str, known: &[ErrorExplanation]) -> Vec<String> {
    let lower = code.to_lowercase();
    let mut near: Vec<_> = known
        .iter()
        .map(|own| (strsim::jaro_winkler(&lower, &own.code.to_lowercase()), own))
        .filter(|(likeness, _)| *likeness > 0.75)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut codes: Vec<(&str, Vec<&str>)> = Vec::new();
    for (_, own) in near {
        match codes.iter_mut().find(|(code, _)| *code == own.code) {
            Some((_, of)) => of.push(own.of),
            None => codes.push((&own.code, vec![own.of])),
        }
    }
    codes.iter().take(5).map(|(code, of)| format!("{code} ({})", of.join(", "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_lookup_covers_all_clouds_and_suffix_families() {
        let known = all(&CloudArgs::default(), Lang::En);
        for (code, owners) in [
            ("171", &["ucloud", "compshare"][..]),
            ("signaturedoesnotmatch", &["bce", "volcengine"]),
            ("InvalidWhatever.Malformed", &["volcengine"]),
            ("7", &["tingji"]),
            ("no-such-code", &[]),
        ] {
            let found = find(code, &CloudArgs::default(), Lang::En, &known);
            assert_eq!(found.iter().map(|explanation| explanation.of).collect::<Vec<_>>(), owners, "{code}");
        }
    }

    #[test]
    fn misspelled_codes_get_suggestions() {
        let known = all(&CloudArgs::default(), Lang::En);
        for (typed, expected) in [
            ("SignatureDoesntMatch", "SignatureDoesNotMatch (bce, volcengine)"),
            ("22660", "226601 (ucloud, compshare)"),
            ("unconfrimed", "unconfirmed (tingji)"),
        ] {
            assert!(
                suggest(typed, &known).iter().any(|near| near == expected),
                "{typed}: {:?}",
                suggest(typed, &known)
            );
        }
    }

    #[test]
    fn every_explanation_exists_in_both_languages() {
        let english = all(&CloudArgs::default(), Lang::En);
        let chinese = all(&CloudArgs::default(), Lang::Zh);
        assert!(english.len() == chinese.len() && english.len() > 200);
        for (en, zh) in english.iter().zip(&chinese) {
            assert_eq!((&en.code, en.of), (&zh.code, zh.of));
            assert!(en.advice.is_ascii() || !en.advice.chars().any(|c| c > '\u{2fff}'), "{en:?}");
            assert!(zh.advice.chars().any(|c| c > '\u{2fff}'), "{zh:?}");
        }
    }
}
