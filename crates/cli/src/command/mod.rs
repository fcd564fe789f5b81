//! The commands, one file each.

pub(crate) mod completions;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod errors;
pub(crate) mod help;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod resume;
pub(crate) mod sandbox;
pub(crate) mod schema;
pub(crate) mod sign;
pub(crate) mod stop;
pub(crate) mod uai;
pub(crate) mod version;

use tingji::Environment;

use crate::output;

/// The process's own variables and home; what is said of them goes to standard error.
fn environment() -> Environment {
    Environment::of_process().with_warner(|warning| output::notice(&format!("warning: {warning}")))
}

/// Writes one line of JSON.
pub(crate) fn json_line(value: &impl serde::Serialize) {
    output::line(&serde_json::to_string(value).unwrap_or_default());
}

/// One exit code for many results: theirs if they agree, else 6.
fn overall(codes: impl IntoIterator<Item = u8>) -> u8 {
    let mut codes = codes.into_iter();
    let Some(first) = codes.next() else { return 0 };
    if codes.all(|code| code == first) { first } else { 6 }
}

#[cfg(test)]
mod tests {
    use super::overall;

    #[test]
    fn results_that_agree_give_their_code_and_others_give_6() {
        assert_eq!(overall([0, 0]), 0);
        assert_eq!(overall([5, 5]), 5);
        assert_eq!(overall([0, 5]), 6);
        assert_eq!(overall([4, 5]), 6);
        assert_eq!(overall([]), 0);
    }
}
