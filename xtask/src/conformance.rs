//! `conformance`: the vendors' own Python SDKs, unmodified, against the sandbox.
//!
//! Each SDK has a script that lists, describes and stops machines through the SDK's public calls and
//! checks what the SDK's models and exceptions made of the answers. Afterwards the sandbox is asked
//! whether its own state is what the SDK was told. Then the same calls are played through the SDKs and
//! through the project's own crates, and the requests are compared.

mod twins;
mod venv;
mod wire;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;
use serde_json::Value;
use tingji_sandbox::{Cloud, Sandbox, Scenario};
use tingji_tests::Tally;
use tokio::runtime::{Builder, Runtime};

use crate::{process, report};

/// The Python of the environment with the SDKs.
pub(crate) fn python() -> Result<PathBuf, String> {
    venv::python()
}

const SCENARIO: &str = include_str!("../conformance/scenario.json");

/// What the command can be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Leave the sandbox running after the checks, until Enter is pressed
    #[arg(long)]
    keep: bool,
    /// Run the script of one SDK only
    #[arg(long, value_name = "CLOUD")]
    only: Option<Sdk>,
}

/// The SDKs; Baidu has two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sdk {
    Ucloud,
    Bce,
    Baiducloud,
    Volcengine,
    Huaweicloud,
}

impl Sdk {
    /// The name of its script.
    fn name(self) -> &'static str {
        match self {
            Self::Ucloud => "ucloud",
            Self::Bce => "bce",
            Self::Baiducloud => "baiducloud",
            Self::Volcengine => "volcengine",
            Self::Huaweicloud => "huaweicloud",
        }
    }
}

/// Runs the scripts and prints each check.
pub(crate) fn run(options: &Options) -> Tally {
    let mut report = Report::default();
    if let Err(why) = check(options, &mut report) {
        report.failed(&why);
    }
    report.0
}

fn check(options: &Options, report: &mut Report) -> Result<(), String> {
    let python = venv::python()?;
    let (_runtime, sandbox) = start()?;
    for &sdk in Sdk::value_variants().iter().filter(|&&sdk| options.only.is_none_or(|only| only == sdk)) {
        report.script(sdk, &python, &sandbox)?;
    }
    if options.only.is_none() {
        twins::run(report, &python)?;
    }
    if options.keep {
        eprintln!("the sandbox stays at {} until Enter is pressed", sandbox.endpoint());
        io::stdin().read_line(&mut String::new()).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn start() -> Result<(Runtime, Sandbox), String> {
    start_with(Scenario::from_json(SCENARIO).map_err(|error| format!("scenario.json: {error}"))?)
}

/// The sandbox lives in the runtime's own thread, so that this one may wait for scripts.
fn start_with(scenario: Scenario) -> Result<(Runtime, Sandbox), String> {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| format!("the runtime did not start: {error}"))?;
    let sandbox = runtime.block_on(Sandbox::start(scenario));
    let sandbox = sandbox.map_err(|error| format!("the sandbox did not start: {error}"))?;
    Ok((runtime, sandbox))
}

/// One line of a script.
#[derive(Debug, PartialEq, Eq)]
enum Line<'a> {
    Ok(&'a str),
    Failed(&'a str),
    /// What the SDK was told last: cloud, id and state.
    Saw(&'a str, &'a str, &'a str),
    Other,
}

impl<'a> Line<'a> {
    fn parse(line: &'a str) -> Self {
        match line.split_once(' ') {
            Some(("ok", what)) => Self::Ok(what),
            Some(("FAILED", what)) => Self::Failed(what),
            Some(("saw", what)) => {
                let mut words = what.splitn(3, ' ');
                let mut word = || words.next().unwrap_or_default();
                Self::Saw(word(), word(), word())
            }
            _ => Self::Other,
        }
    }
}

/// The checks so far, printed as they come.
#[derive(Debug, Default)]
struct Report(Tally);

impl Report {
    fn ok(&mut self, what: &str) {
        report::passed(&mut self.0, what);
    }

    fn failed(&mut self, what: &str) {
        report::failed(&mut self.0, what.to_owned());
    }

    /// Runs one script; what it does not survive is a failed check as well.
    fn script(&mut self, sdk: Sdk, python: &Path, sandbox: &Sandbox) -> Result<(), String> {
        let name = sdk.name();
        let mut command = script(name, python)?;
        // The keys go where no list of processes shows them.
        let output = process::run_with_input(&mut command, &sandbox.startup_info().to_string())?;
        let text = String::from_utf8_lossy(&output.stdout);
        self.lines(name, &text);
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            let how = process::describe_exit(&command, &output);
            self.failed(&format!("{name}: the script ends by itself: expected success got {how}\n{errors}"));
        }
        self.agreement(name, &text, sandbox);
        Ok(())
    }

    fn lines(&mut self, name: &str, text: &str) {
        for line in text.lines() {
            match Line::parse(line) {
                Line::Ok(what) => self.ok(&format!("{name}: {what}")),
                Line::Failed(what) => self.failed(&format!("{name}: {what}")),
                Line::Saw(..) => {}
                Line::Other => println!("{line}"),
            }
        }
    }

    /// Compares what the SDK was told last with what the sandbox holds.
    fn agreement(&mut self, name: &str, text: &str, sandbox: &Sandbox) {
        let mut agreed = 0;
        for line in text.lines() {
            let Line::Saw(cloud, id, told) = Line::parse(line) else { continue };
            let held = cloud_named(cloud).and_then(|cloud| sandbox.state_of(cloud, id));
            let held = held.as_deref().unwrap_or("no such machine");
            if held == told {
                agreed += 1;
            } else {
                self.failed(&format!("{name}: the sandbox's own state of {id}: expected {told} got {held}"));
            }
        }
        match agreed {
            0 => self.failed(&format!("{name}: the sandbox's own states: expected at least one got none")),
            _ => self.ok(&format!(
                "{name}: the sandbox's own states of {agreed} machines are those the SDK was told"
            )),
        }
    }
}

fn cloud_named(name: &str) -> Option<Cloud> {
    serde_json::from_value(Value::from(name)).ok()
}

/// A script as a module, so that `conformance/ucloud.py` does not hide the SDK's package `ucloud`.
///
/// The environment holds no proxy, no credentials of the user, and a home of its own: Huawei's SDK
/// writes into it when it is imported.
fn script(name: &str, python: &Path) -> Result<Command, String> {
    script_in("conformance", name, python)
}

/// The same from a folder of this package.
pub(crate) fn script_in(folder: &str, name: &str, python: &Path) -> Result<Command, String> {
    let home = process::target_dir().join("conformance-home");
    fs::create_dir_all(&home).map_err(|error| format!("{}: {error}", home.display()))?;
    let mut command = Command::new(python);
    command.args(["-m", &format!("{folder}.{name}")]).current_dir(process::home()).env_clear();
    for kept in ["PATH", "SYSTEMROOT", "TMPDIR", "TEMP"] {
        command.envs(std::env::var_os(kept).map(|value| (kept, value)));
    }
    command.env("HOME", &home).env("USERPROFILE", &home).env("NO_PROXY", "127.0.0.1");
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUTF8", "1").env("PYTHONWARNINGS", "ignore");
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_script_are_told_apart() {
        assert_eq!(Line::parse("ok it stops"), Line::Ok("it stops"));
        assert_eq!(
            Line::parse("FAILED it stops: expected 1 got 2"),
            Line::Failed("it stops: expected 1 got 2")
        );
        assert_eq!(
            Line::parse("saw compshare uhost-1 Install Fail"),
            Line::Saw("compshare", "uhost-1", "Install Fail")
        );
        assert_eq!(Line::parse("Traceback (most recent call last):"), Line::Other);
        assert_eq!(Line::parse("ok"), Line::Other);
    }

    #[test]
    fn the_scenario_has_a_machine_and_two_accounts_for_every_cloud() {
        let scenario = Scenario::from_json(SCENARIO).unwrap();
        for cloud in Cloud::ALL {
            assert!(scenario.instances.iter().any(|instance| instance.cloud == cloud), "{cloud}");
            assert_eq!(
                scenario.accounts.iter().filter(|account| account.cloud == cloud).count(),
                2,
                "{cloud}"
            );
        }
    }

    #[test]
    fn every_sdk_has_a_script() {
        for sdk in Sdk::value_variants() {
            let script = process::home().join("conformance").join(sdk.name()).with_extension("py");
            assert!(script.is_file(), "{}", script.display());
        }
    }

    #[test]
    fn a_script_that_told_no_state_is_a_failure() {
        let (_runtime, sandbox) = start().unwrap();
        let mut report = Report::default();
        report.agreement("bce", "ok all is well\n", &sandbox);
        report.agreement("bce", "saw bce i-OldOne Stopped\n", &sandbox);
        assert_eq!((report.0.passed, report.0.failures.len()), (0, 3));
        report.agreement("bce", "saw bce i-OldOne Running\n", &sandbox);
        assert_eq!(report.0.passed, 1);
    }
}
