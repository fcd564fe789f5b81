//! `tingji errors`.

use tingji::Cloud;
use tingji::core::engine::error_exit_code;
use tingji::core::error_codes::ErrorCodeEntry;

use crate::args::{ErrorsArguments, Output};
use crate::error::Failure;
use crate::error_catalog::{self, Explained};
use crate::lang::{self, Lang, pick, say};
use crate::output;

pub(crate) fn run(arguments: &ErrorsArguments, format: Output) -> Result<u8, Failure> {
    let lang = if format.is_table() { lang::chosen() } else { Lang::En };
    let known = all(&arguments.cloud, lang);
    let found = match &arguments.code {
        None => known,
        Some(code) => {
            let found = find(code, &arguments.cloud, lang, &known);
            if found.is_empty() {
                return Err(Failure::new(5, unknown(code, &known)));
            }
            found
        }
    };
    match format {
        format if format.is_table() => output::codes_table(&found, lang),
        format => output::codes(&found, format),
    }
    Ok(0)
}

fn clouds(asked: &[Cloud]) -> impl Iterator<Item = Cloud> {
    Cloud::ALL.into_iter().filter(|cloud| asked.is_empty() || asked.contains(cloud))
}

fn all(asked: &[Cloud], lang: Lang) -> Vec<Explained> {
    let mut all = if asked.is_empty() { error_catalog::all(lang) } else { Vec::new() };
    for cloud in clouds(asked) {
        let Some(table) = cloud.codes() else { continue };
        let whole = table.entries.iter().map(|entry| explained(cloud, entry, entry.code.to_owned(), lang));
        all.extend(whole);
        all.extend(
            table.endings.iter().map(|entry| explained(cloud, entry, format!("*{}", entry.code), lang)),
        );
    }
    all
}

fn explained(cloud: Cloud, entry: &ErrorCodeEntry, code: String, lang: Lang) -> Explained {
    Explained {
        of: cloud.as_str(),
        code,
        kind: error_catalog::word(entry.kind),
        retry: Some(entry.retry()),
        exit_code: Some(error_exit_code(entry.kind)),
        advice: if lang == Lang::Zh { entry.advice_zh } else { entry.advice },
        page: cloud.codes().map(|table| table.page),
    }
}

/// What the code means to each cloud and to this command.
fn find(code: &str, asked: &[Cloud], lang: Lang, known: &[Explained]) -> Vec<Explained> {
    let same = |own: &&Explained| own.of == error_catalog::OF && error_catalog::is(&own.code, code);
    let mut found: Vec<_> = known.iter().filter(same).cloned().collect();
    for cloud in clouds(asked) {
        // Codes made up by a rule are found by how they end.
        let entry = cloud.codes().and_then(|table| table.find(code));
        found.extend(entry.map(|entry| {
            let name = if entry.code.eq_ignore_ascii_case(code) { entry.code } else { code };
            explained(cloud, entry, name.to_owned(), lang)
        }));
    }
    found
}

fn unknown(code: &str, known: &[Explained]) -> String {
    let code: String = code.chars().take(80).collect();
    let nearest = nearest(&code, known);
    let nearest = match nearest.as_slice() {
        [] => pick("`tingji errors` lists all that are known", "`tingji errors` 列出全部已知的错误码")
            .to_owned(),
        nearest => say!("the nearest: {near}", "最相近的：{near}", near = nearest.join(", ")),
    };
    say!("no code {code:?} is known; {nearest}", "未知的错误码 {code:?}；{nearest}")
}

/// Up to five codes that look alike, the most alike first.
fn nearest(code: &str, known: &[Explained]) -> Vec<String> {
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
    fn a_code_of_several_clouds_lists_all_and_a_made_up_one_is_found_by_its_end() {
        let known = all(&[], Lang::En);
        let of = |code| find(code, &[], Lang::En, &known).iter().map(|it| it.of).collect::<Vec<_>>();
        assert_eq!(of("171"), ["ucloud", "compshare"]);
        assert_eq!(of("signaturedoesnotmatch"), ["bce", "volcengine"]);
        assert_eq!(of("InvalidWhatever.Malformed"), ["volcengine"]);
        assert_eq!(of("7"), ["tingji"]);
        assert!(of("no-such-code").is_empty());
    }

    #[test]
    fn slips_of_the_pen_find_the_code_that_was_meant() {
        let known = all(&[], Lang::En);
        for (slip, meant) in [
            ("SignatureDoesntMatch", "SignatureDoesNotMatch (bce, volcengine)"),
            ("22660", "226601 (ucloud, compshare)"),
            ("unconfrimed", "unconfirmed (tingji)"),
        ] {
            assert!(
                nearest(slip, &known).iter().any(|near| near == meant),
                "{slip}: {:?}",
                nearest(slip, &known)
            );
        }
    }

    #[test]
    fn every_explanation_is_there_in_both_languages() {
        let (english, chinese) = (all(&[], Lang::En), all(&[], Lang::Zh));
        assert!(english.len() == chinese.len() && english.len() > 200);
        for (en, zh) in english.iter().zip(&chinese) {
            assert_eq!((&en.code, en.of), (&zh.code, zh.of));
            assert!(en.advice.is_ascii() || !en.advice.chars().any(|c| c > '\u{2fff}'), "{en:?}");
            assert!(zh.advice.chars().any(|c| c > '\u{2fff}'), "{zh:?}");
        }
    }
}
