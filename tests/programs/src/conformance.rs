//! `conformance`: the vendors' own Python SDKs, unmodified, against the sandbox.
//!
//! Each SDK has a script that lists, describes and stops instances through the SDK's public calls, and checks
//! the SDK's models and exceptions. Afterwards the states that the SDK reported are compared with the sandbox's
//! own. Then the same calls are made through the SDKs and through this project's crates, and the requests are
//! compared.

mod crate_calls;
mod cross_check;
mod proxy;
mod report;
mod sandbox;

use std::io;
use std::path::Path;

use clap::builder::PossibleValuesParser;
use tingji_sandbox::{Sandbox, Scenario};
use tingji_tests::{Tally, process};
use tokio::runtime::Runtime;

use crate::scripts;
use report::Report;

const SCENARIO: &str = include_str!("../conformance/scenario.json");
/// Names of the SDKs, which are those of their scripts. Baidu has two SDKs.
const SDKS: [&str; 5] = ["ucloud", "bce", "baiducloud", "volcengine", "huaweicloud"];

/// Arguments of `cargo xtask conformance`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Leave the sandbox running after the checks, until Enter is pressed
    #[arg(long)]
    keep: bool,
    /// Run only the script of this SDK
    #[arg(long, value_name = "CLOUD", value_parser = PossibleValuesParser::new(SDKS))]
    only: Option<String>,
}

/// Runs the scripts and prints each check.
pub(crate) fn run(options: &Options) -> Tally {
    let mut report = Report::default();
    if let Err(why) = check(options, &mut report) {
        report.failed(&why);
    }
    report.into_tally()
}

fn check(options: &Options, report: &mut Report) -> Result<(), String> {
    let python = scripts::python()?;
    let (_runtime, sandbox) = start_sandbox()?;
    let all = options.only.is_none();
    for sdk in SDKS.into_iter().filter(|sdk| all || options.only.as_deref() == Some(sdk)) {
        run_script(sdk, &python, &sandbox, report)?;
    }
    if all {
        cross_check::run(report, &python)?;
    }
    if options.keep {
        eprintln!("the sandbox stays at {} until Enter is pressed", sandbox.endpoint());
        io::stdin().read_line(&mut String::new()).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn start_sandbox() -> Result<(Runtime, Sandbox), String> {
    sandbox::start(Scenario::from_json(SCENARIO).map_err(|error| format!("scenario.json: {error}"))?)
}

/// Runs the script of an SDK. A script that ends with an error is a failed check.
fn run_script(name: &str, python: &Path, sandbox: &Sandbox, report: &mut Report) -> Result<(), String> {
    let mut command = scripts::command("conformance", name, python)?;
    // Standard input carries the keys, because the list of processes shows arguments.
    let output = process::run_with_input(&mut command, &sandbox.startup_info().to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    report.script_output(name, &text);
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        let exit = process::describe_exit(&command, &output);
        report.failed(&format!("{name}: the script ends: expected success got {exit}\n{errors}"));
    }
    report.compare_states(name, &text, sandbox);
    Ok(())
}

#[cfg(test)]
mod tests {
    use tingji_sandbox::Cloud;

    use super::*;

    #[test]
    fn scenario_has_an_instance_and_two_accounts_per_cloud() {
        let scenario = Scenario::from_json(SCENARIO).unwrap();
        for cloud in Cloud::ALL {
            assert!(scenario.instances.iter().any(|instance| instance.cloud == cloud), "{cloud}");
            let accounts = scenario.accounts.iter().filter(|account| account.cloud == cloud);
            assert_eq!(accounts.count(), 2, "{cloud}");
        }
    }

    #[test]
    fn every_sdk_has_a_script() {
        for sdk in SDKS {
            let script = scripts::home().join("conformance").join(sdk).with_extension("py");
            assert!(script.is_file(), "{}", script.display());
        }
    }

    #[test]
    fn script_without_a_reported_state_fails() {
        let (_runtime, sandbox) = start_sandbox().unwrap();
        let mut report = Report::default();
        report.compare_states("bce", "ok all is well\n", &sandbox);
        report.compare_states("bce", "saw bce i-OldOne Stopped\n", &sandbox);
        report.compare_states("bce", "saw bce i-OldOne Running\n", &sandbox);
        let tally = report.into_tally();
        assert_eq!((tally.passed, tally.failures.len()), (1, 3));
    }
}
