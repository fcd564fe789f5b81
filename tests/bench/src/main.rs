//! The signers, the hashes that they can't do without, and other crates' signers of the same request,
//! timed in one run.
//!
//! `tingji-bench` prints one JSON line for each case: how many nanoseconds one call took in each round,
//! and how much it allocated. `tingji-bench repeat CASE TIMES` only repeats a case, for callgrind;
//! `tingji-bench cases` prints their names. `tingji-bench fleet` [stops a fleet](fleet) instead.

mod allocations;
mod fleet;
mod floors;
mod measure;
mod ours;
mod rivals;
mod sample;

use std::env;
use std::process::ExitCode;

use measure::Case;

fn cases() -> Vec<Case> {
    let mut cases = floors::cases();
    cases.extend(ours::cases());
    cases.extend(rivals::cases());
    cases
}

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => measure::run(&mut cases()),
        ["cases"] => cases().iter().for_each(|case| println!("{}", case.name)),
        ["repeat", name, times] => return repeat(name, times),
        ["fleet"] => return fleet(),
        _ => return usage(),
    }
    ExitCode::SUCCESS
}

fn repeat(name: &str, times: &str) -> ExitCode {
    let (Ok(times), Some(mut case)) = (times.parse(), cases().into_iter().find(|case| case.name == name))
    else {
        return usage();
    };
    (case.run)(times);
    ExitCode::SUCCESS
}

fn fleet() -> ExitCode {
    match fleet::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: tingji-bench [cases | fleet | repeat CASE TIMES]");
    ExitCode::from(2)
}
