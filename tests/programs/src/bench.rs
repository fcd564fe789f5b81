//! `bench`: the cost of signing, stopping and building, compared with limits.

mod bench_program;
mod build;
mod fleet;
mod instructions;
mod measurement;
mod results_page;
mod sdks;
mod signers;

use tingji_tests::Tally;

use bench_program::build_bench_program;
use measurement::{Group, GroupResult, Measurement};
use signers::SignerTimings;

/// Arguments of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only compare the signers' instruction counts with those stored in the repository; a rise of more than 5 %
    /// is a failure
    ///
    /// Counts come from valgrind and are the same on a busy machine and an idle one.
    #[arg(long, conflicts_with = "groups")]
    check: bool,
    /// Measure only these groups, and keep the other rows of the page; all groups if none is named
    ///
    /// The times are for two otherwise idle cores, without the builds before the first run, which take 5 to
    /// 10 minutes.
    #[arg(value_name = "PART")]
    groups: Vec<Group>,
}

/// Measures, prints each row, and writes the page. A value outside its limit is a failure.
pub(crate) fn run(options: &Options) -> Tally {
    let mut tally = Tally::default();
    if let Err(why) = measure(options, &mut tally) {
        println!("FAILED {why}");
        tally.failures.push(why);
    }
    tally
}

fn measure(options: &Options, tally: &mut Tally) -> Result<(), String> {
    if options.check {
        return instructions::check(&build_bench_program()?, tally);
    }
    let mut results = Vec::new();
    println!("{}", results_page::line(["what", "limit", "measured", "ok/short (reason)"]));
    if options.selects(Group::Signers) || options.selects(Group::Sdks) {
        let timings = SignerTimings::measure(&build_bench_program()?)?;
        if options.selects(Group::Signers) {
            let notes = vec![timings.note()?];
            results.push(printed(Group::Signers, timings.measurements()?, notes));
        }
        if options.selects(Group::Sdks) {
            results.push(printed(Group::Sdks, sdks::measure(&timings)?, Vec::new()));
        }
    }
    if options.selects(Group::Build) {
        results.push(printed(Group::Build, build::measure()?, Vec::new()));
    }
    if options.selects(Group::Fleet) {
        let (measurements, notes) = fleet::measure()?;
        results.push(printed(Group::Fleet, measurements, notes));
    }
    if options.selects(Group::Instructions) {
        instructions::store(&build_bench_program()?)?;
    }
    for measurement in results.iter().flat_map(|result| &result.measurements) {
        if measurement.passes() {
            tally.passed += 1;
        } else {
            tally.failures.push(measurement.name.clone());
        }
    }
    results_page::update(results)
}

impl Options {
    fn selects(&self, group: Group) -> bool {
        self.groups.is_empty() || self.groups.contains(&group)
    }
}

/// Prints the rows of a group as soon as the group is measured.
fn printed(group: Group, measurements: Vec<Measurement>, notes: Vec<String>) -> GroupResult {
    for measurement in &measurements {
        let mut result = measurement.result_text().to_owned();
        if !measurement.passes() {
            result += &format!(" ({})", results_page::reason(measurement));
        }
        let limit = measurement.limit_text();
        let value = measurement.value_text();
        println!("{}", results_page::line([&measurement.name, &limit, &value, &result]));
    }
    GroupResult { group, measurements, notes }
}
