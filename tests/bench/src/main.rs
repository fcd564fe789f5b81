//! Timing of this project's signers, of their hash calls, and of other crates' signers of the same request.
//!
//! `tingji-bench` prints one JSON line for each case, with the nanoseconds of one call in each round and the
//! allocations of one call. `tingji-bench repeat CASE TIMES` only repeats a case, for callgrind;
//! `tingji-bench cases` prints the names of the cases. `tingji-bench fleet` [stops a fleet](fleet) instead.

mod allocation_counter;
mod competitors;
mod fleet;
mod hash_baseline;
mod inputs;
mod timing;
mod tingji_signers;

use std::env;
use std::process::ExitCode;

use timing::Case;

fn cases() -> Vec<Case> {
    let mut cases = hash_baseline::cases();
    cases.extend(tingji_signers::cases());
    cases.extend(competitors::cases());
    cases
}

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => timing::run(&mut cases()),
        ["cases"] => cases().iter().for_each(|case| println!("{}", case.name)),
        ["repeat", name, times] => return repeat(name, times),
        ["fleet"] => return fleet(),
        _ => return usage(),
    }
    ExitCode::SUCCESS
}

fn repeat(name: &str, times: &str) -> ExitCode {
    let Ok(times) = times.parse() else { return usage() };
    let Some(mut case) = cases().into_iter().find(|case| case.name == name) else { return usage() };
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
