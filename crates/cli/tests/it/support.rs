//! A sandbox in this process, and runs of the binary against it.

use std::fmt;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;
use tingji_sandbox::{Cloud, Sandbox, Scenario};
use tokio::runtime::Runtime;

/// The five clouds of one test, and the variables for them.
pub(crate) struct Clouds {
    pub(crate) sandbox: Sandbox,
    pub(crate) variables: Vec<(String, String)>,
    /// The user's home folder in this test.
    pub(crate) home: TempDir,
    _runtime: Runtime,
}

impl Clouds {
    /// Starts the demo fleet; a stop finishes at the second poll after it.
    pub(crate) fn new() -> Self {
        Self::with(r#"{"transition": {"after_describes": 1}}"#)
    }

    pub(crate) fn with(scenario: &str) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let scenario = Scenario::from_json(scenario).unwrap();
        let sandbox = runtime.block_on(Sandbox::start(scenario)).unwrap();
        let announced: Value = serde_json::from_str(&sandbox.startup_info()).unwrap();
        let mut variables = variables(&announced);
        let home = tempfile::tempdir().unwrap();
        variables.push(("HOME".to_owned(), home.path().to_str().unwrap().to_owned()));
        Self { sandbox, variables, home, _runtime: runtime }
    }

    /// Returns the value of a variable.
    pub(crate) fn variable(&self, name: &str) -> String {
        self.variables.iter().find(|(known, _)| known == name).unwrap().1.clone()
    }

    /// Sets a variable, or removes it for `None`.
    pub(crate) fn set(mut self, name: &str, value: Option<&str>) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self.variables.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        self
    }

    /// Runs the command with arguments split at spaces.
    pub(crate) fn tingji(&self, arguments: &str) -> Run {
        self.tingji_reading(arguments, "")
    }

    /// Runs the command with this standard input.
    pub(crate) fn tingji_reading(&self, arguments: &str, input: &str) -> Run {
        let run = tingji_reading(&self.variables, arguments, input);
        for (name, value) in &self.variables {
            if name.contains("SECRET") || name.contains("PRIVATE") || name.ends_with("_SK") {
                assert!(!format!("{run}").contains(value.as_str()), "{name} is shown");
            }
        }
        let address = self.sandbox.endpoint();
        Run {
            stdout: run.stdout.replace(&address, "ENDPOINT"),
            stderr: run
                .stderr
                .replace(&address, "ENDPOINT")
                .replace(self.home.path().to_str().unwrap(), "HOME"),
            ..run
        }
    }

    /// Runs the completion of the word with this index for a shell.
    pub(crate) fn tingji_given(&self, arguments: &[&str], index: usize) -> Run {
        let mut variables = self.variables.clone();
        for name in ["TINGJI_COMPLETE_INDEX", "_CLAP_COMPLETE_INDEX"] {
            variables.push((name.to_owned(), index.to_string()));
        }
        run(&variables, arguments, "")
    }

    pub(crate) fn state(&self, cloud: Cloud, id: &str) -> String {
        self.sandbox.state_of(cloud, id).unwrap()
    }
}

/// Returns the variables of a sandbox's startup information.
pub(crate) fn variables(startup_info: &Value) -> Vec<(String, String)> {
    let env = startup_info["env"].as_object().unwrap();
    env.iter().map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect()
}

/// The result of a run of the binary.
pub(crate) struct Run {
    arguments: String,
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the binary with only these variables.
pub(crate) fn tingji(variables: &[(String, String)], arguments: &str) -> Run {
    tingji_reading(variables, arguments, "")
}

/// Runs the command with this standard input.
pub(crate) fn tingji_reading(variables: &[(String, String)], arguments: &str, input: &str) -> Run {
    run(variables, &arguments.split_whitespace().collect::<Vec<_>>(), input)
}

fn run(variables: &[(String, String)], arguments: &[&str], input: &str) -> Run {
    let output = assert_cmd::Command::cargo_bin("tingji")
        .unwrap()
        .env_clear()
        .env("HOME", "/dev/null")
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .args(arguments)
        .write_stdin(input)
        .timeout(std::time::Duration::from_secs(60))
        .output()
        .unwrap();
    Run {
        arguments: arguments.join(" "),
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Starts the binary without waiting for it.
pub(crate) fn start(variables: &[(String, String)], arguments: &str) -> std::process::Child {
    std::process::Command::new(assert_cmd::cargo::cargo_bin!("tingji"))
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .args(arguments.split_whitespace())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

impl Run {
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "{self}");
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// Returns the outcomes in order.
    pub(crate) fn outcomes(&self) -> Vec<String> {
        let outcomes = self.json()["outcomes"].clone();
        outcomes
            .as_array()
            .unwrap()
            .iter()
            .map(|outcome| outcome["outcome"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Fails unless the exit code matches and standard error contains the text.
    pub(crate) fn fails(&self, code: i32, text: &str) -> &Self {
        assert_eq!(self.code, code, "{self}");
        assert!(self.stderr.contains(text), "standard error lacks {text:?}:\n{self}");
        assert!(!self.stderr.contains("panicked"), "{self}");
        self
    }
}

impl fmt::Display for Run {
    /// Formats the whole run, with values that change between runs replaced.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stdout = monotonic(&self.stdout);
        let stderr = by_target(&monotonic(&self.stderr));
        write!(f, "$ tingji {}\nexit {}\n", self.arguments, self.code)?;
        for (name, text) in [("stdout", stdout), ("stderr", stderr)] {
            if !text.is_empty() {
                write!(f, "--- {name}\n{text}")?;
            }
        }
        Ok(())
    }
}

/// Replaces times, request ids and ports.
fn monotonic(text: &str) -> String {
    text.lines().map(|line| steady_line(line) + "\n").collect()
}

/// Sorts progress lines by target, because the order of responses is random.
fn by_target(text: &str) -> String {
    let mut progress: Vec<_> = text.lines().take_while(|line| is_progress(line)).collect();
    let rest = text.lines().skip(progress.len());
    let mut lines: Vec<_> = rest.collect();
    progress.sort_by_key(|line| line.split(": ").next());
    progress.append(&mut lines);
    progress.iter().map(|line| format!("{line}\n")).collect()
}

/// Returns true for a line that begins with a target and a colon.
fn is_progress(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(target, _)| target.contains('/') && !target.contains(' '))
}

/// Replaces times, request ids and ports in a line.
pub(crate) fn steady_line(line: &str) -> String {
    let line = blank(line, "request ", "ID", 16, is_id_char);
    let line = blank(&line, "请求 ID ", "ID", 16, is_id_char);
    let line = blank(&line, "\"request_id\":\"", "ID", 16, is_id_char);
    let line = blank(&line, "\"elapsed_ms\":", "N", 1, |c| c.is_ascii_digit());
    let line = blank(&line, "/tingji/stop-", "TIME-PID", 16, is_id_char);
    let line = blank(&line, "http://127.0.0.1:", "PORT", 1, |c| c.is_ascii_digit());
    blank_seconds(&blank_times(&line))
}

/// Replaces instants: `2026-11-20T07:42:57Z` becomes `(an instant in UTC)`, which has the same width.
pub(crate) fn blank_times(line: &str) -> String {
    let mut line = line.to_owned();
    while let Some(start) = line.as_bytes().windows(TIME_PATTERN.len()).position(is_time) {
        line.replace_range(start..start + TIME_PATTERN.len(), "(an instant in UTC) ");
    }
    line
}

/// Form of a time; `d` is any digit.
const TIME_PATTERN: &[u8] = b"dddd-dd-ddTdd:dd:ddZ";

fn is_time(text: &[u8]) -> bool {
    let mut bytes = text.iter().zip(TIME_PATTERN);
    bytes.all(|(byte, expected)| if *expected == b'd' { byte.is_ascii_digit() } else { byte == expected })
}

fn is_id_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// Replaces the text after each marker by a name if it has at least this length.
fn blank(line: &str, marker: &str, name: &str, least: usize, part: fn(char) -> bool) -> String {
    let mut pieces = line.split(marker);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let len = piece.find(|c| !part(c)).unwrap_or(piece.len());
        let (value, rest) = piece.split_at(len);
        out = out + marker + if len >= least { name } else { value } + rest;
    }
    out
}

/// Replaces the column of elapsed seconds: `0.1 s` becomes `N.N s`.
fn blank_seconds(line: &str) -> String {
    let words: Vec<_> = line.split(' ').collect();
    let blanked = words.iter().enumerate().map(|(at, word)| {
        let is_seconds = has_one_decimal(word) && words.get(at + 1) == Some(&"s");
        if is_seconds { "N.N" } else { word }
    });
    blanked.collect::<Vec<_>>().join(" ")
}

/// Returns true for a number with one decimal.
fn has_one_decimal(word: &str) -> bool {
    word.split_once('.').is_some_and(|(whole, part)| whole.parse::<u32>().is_ok() && part.len() == 1)
}
