//! [`Report`]: the checks of the scripts, printed and counted.

use serde_json::Value;
use tingji_sandbox::{Cloud, Sandbox};
use tingji_tests::{Tally, report};

/// The checks so far. Each is printed as soon as it is known.
#[derive(Debug, Default)]
pub(super) struct Report(Tally);

/// A line of a script's output.
#[derive(Debug, PartialEq, Eq)]
enum ScriptLine<'a> {
    Ok(&'a str),
    Failed(&'a str),
    /// The last state that the SDK reported: cloud, id and state.
    Saw(&'a str, &'a str, &'a str),
    Other,
}

impl<'a> ScriptLine<'a> {
    fn parse(line: &'a str) -> Self {
        match line.split_once(' ') {
            Some(("ok", what)) => Self::Ok(what),
            Some(("FAILED", what)) => Self::Failed(what),
            Some(("saw", what)) => {
                let (cloud, rest) = what.split_once(' ').unwrap_or((what, ""));
                let (id, state) = rest.split_once(' ').unwrap_or((rest, ""));
                Self::Saw(cloud, id, state)
            }
            _ => Self::Other,
        }
    }
}

impl Report {
    pub(super) fn ok(&mut self, what: &str) {
        report::passed(&mut self.0, what);
    }

    pub(super) fn failed(&mut self, what: &str) {
        report::failed(&mut self.0, what.to_owned());
    }

    pub(super) fn into_tally(self) -> Tally {
        self.0
    }

    /// Counts the checks in the output of a script, and prints its other lines.
    pub(super) fn script_output(&mut self, name: &str, text: &str) {
        for line in text.lines() {
            match ScriptLine::parse(line) {
                ScriptLine::Ok(what) => self.ok(&format!("{name}: {what}")),
                ScriptLine::Failed(what) => self.failed(&format!("{name}: {what}")),
                ScriptLine::Saw(..) => {}
                ScriptLine::Other => println!("{line}"),
            }
        }
    }

    /// Compares the last states that the SDK reported with the sandbox's own. No reported state is a failure.
    pub(super) fn compare_states(&mut self, name: &str, text: &str, sandbox: &Sandbox) {
        let mut agreed = 0;
        for line in text.lines() {
            let ScriptLine::Saw(cloud, id, reported) = ScriptLine::parse(line) else { continue };
            let actual = cloud_named(cloud).and_then(|cloud| sandbox.state_of(cloud, id));
            let actual = actual.as_deref().unwrap_or("no such instance");
            if actual == reported {
                agreed += 1;
            } else {
                self.failed(&format!(
                    "{name}: the sandbox's own state of {id}: expected {reported} got {actual}"
                ));
            }
        }
        match agreed {
            0 => self.failed(&format!("{name}: the sandbox's own states: expected at least one got none")),
            _ => self.ok(&format!(
                "{name}: the sandbox's own states of {agreed} instances are those that the SDK reported"
            )),
        }
    }
}

fn cloud_named(name: &str) -> Option<Cloud> {
    serde_json::from_value(Value::from(name)).ok()
}

#[cfg(test)]
mod tests {
    use super::ScriptLine;

    #[test]
    fn script_line_is_parsed_by_its_first_word() {
        assert_eq!(ScriptLine::parse("ok it stops"), ScriptLine::Ok("it stops"));
        assert_eq!(
            ScriptLine::parse("FAILED it stops: expected 1 got 2"),
            ScriptLine::Failed("it stops: expected 1 got 2")
        );
        assert_eq!(
            ScriptLine::parse("saw compshare uhost-1 Install Fail"),
            ScriptLine::Saw("compshare", "uhost-1", "Install Fail")
        );
        assert_eq!(ScriptLine::parse("Traceback (most recent call last):"), ScriptLine::Other);
        assert_eq!(ScriptLine::parse("ok"), ScriptLine::Other);
    }
}
