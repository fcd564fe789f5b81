//! Colours on standard error: as <https://no-color.org> and <https://bixense.com/clicolors> have it.

use std::io::IsTerminal;

/// A colour of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    /// It went well.
    Green,
    /// It did not.
    Red,
}

/// The word for standard error, coloured if it may be.
pub(crate) fn stderr(colour: Colour, word: &str) -> String {
    let variable = |name: &str| std::env::var(name).ok();
    if is_wanted(std::io::stderr().is_terminal(), variable) { paint(colour, word) } else { word.to_owned() }
}

fn paint(colour: Colour, word: &str) -> String {
    let code = match colour {
        Colour::Green => 32,
        Colour::Red => 31,
    };
    format!("\u{1b}[{code}m{word}\u{1b}[0m")
}

fn is_wanted(is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    let dumb = set("TERM").is_some_and(|value| value == "dumb");
    is_terminal && !dumb && set("CLICOLOR").is_none_or(|value| value != "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_shown_on_terminals_unless_the_user_has_it_otherwise() {
        let wanted = |is_terminal, variables: &[(&str, &str)]| {
            is_wanted(is_terminal, |name| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(wanted(true, &[]) && !wanted(false, &[]));
        assert!(!wanted(true, &[("NO_COLOR", "1")]) && wanted(true, &[("NO_COLOR", "")]));
        assert!(wanted(false, &[("CLICOLOR_FORCE", "1")]) && !wanted(false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!wanted(true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(!wanted(true, &[("TERM", "dumb")]) && !wanted(true, &[("CLICOLOR", "0")]));
    }
}
