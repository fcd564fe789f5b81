//! Fleets that are stopped and confirmed against the sandbox in another process.

mod run;
mod sandbox_process;
mod sdk;
mod single;

use tingji_sandbox::Cloud;

use super::bench_program::build_bench_program;
use super::build::build_command;
use super::measurement::Measurement;
use run::{FleetCost, FleetRun, best_run};

/// Numbers of instances, from the smallest. The limits apply to the largest fleet.
const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// Head of the table of all fleets.
const HEAD: [&str; 2] = [
    "| cloud | instances | polls | requests needed | with batches | sent | ratio | processor time | per request | \
     elapsed time | peak memory |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
];

/// Introduction and head of the table of times.
const TIMES_HEAD: [&str; 5] = [
    "",
    "The next table shows these times by the fleet's size. The time of a stop among ten thousand, elapsed and of \
     the processor, is shown as a multiple of the time of a stop among a hundred and among a thousand:",
    "",
    "| cloud | 100 | 1000 | 10000 | a stop, to 100 | to 1000 | processor, 100 | 1000 | 10000 | a stop, to 100 | \
     to 1000 |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
];

/// A time of a run in seconds.
type Time = fn(&FleetCost) -> f64;

/// Measures all fleets. Returns the measurements and the lines of the tables of all runs.
pub(super) fn measure() -> Result<(Vec<Measurement>, Vec<String>), String> {
    let bench_program = build_bench_program()?;
    let tingji = build_command()?;
    let mut rows = Vec::new();
    let mut notes = HEAD.map(str::to_owned).to_vec();
    let mut times = TIMES_HEAD.map(str::to_owned).to_vec();
    for cloud in Cloud::ALL {
        let mut runs = Vec::new();
        for size in SIZES {
            runs.push(best_run(&tingji, &bench_program, cloud, size)?);
        }
        notes.extend(runs.iter().map(FleetRun::table_row));
        times.push(times_row(cloud, &runs));
        rows.extend(measurements(cloud, &runs));
    }
    let sdks = sdk::measure(&tingji, &bench_program)?;
    rows.extend(sdks.0);
    notes.extend(sdks.1);
    notes.extend(times);
    rows.extend(single::measure(&tingji)?);
    Ok((rows, notes))
}

/// The row of a cloud in the table of times.
fn times_row(cloud: Cloud, runs: &[FleetRun]) -> String {
    let times: [Time; 2] = [|cost| cost.wall_s, |cost| cost.cpu_s];
    let mut cells = Vec::new();
    for time in times {
        cells.extend(runs.iter().map(|run| format!("{:.3} s", time(&run.cost))));
        cells.extend(growth(runs, time).iter().map(|growth| format!("{growth:.2} ×")));
    }
    format!("| {cloud} | {} |", cells.join(" | "))
}

/// Time of one stop in the largest fleet, as a multiple of that in each smaller fleet.
fn growth(runs: &[FleetRun], time: Time) -> Vec<f64> {
    let [smaller @ .., largest] = runs else { return Vec::new() };
    smaller.iter().map(|run| time_per_stop(largest, time) / time_per_stop(run, time)).collect()
}

fn time_per_stop(run: &FleetRun, time: Time) -> f64 {
    time(&run.cost) / run.size as f64
}

fn max_growth(runs: &[FleetRun], time: Time) -> f64 {
    growth(runs, time).into_iter().fold(f64::NAN, f64::max)
}

fn measurements(cloud: Cloud, runs: &[FleetRun]) -> Vec<Measurement> {
    let [.., largest] = runs else { return Vec::new() };
    let fleet = format!("{cloud}, {} stops confirmed", largest.size);
    let excess = runs.iter().map(FleetRun::excess).fold(f64::NAN, f64::max);
    let mut rows = vec![
        Measurement::at_most(
            format!("{fleet}, requests to those needed (the worst of all sizes)"),
            excess,
            1.05,
            "×",
        ),
        Measurement::at_most(
            format!("{fleet}, processor time of a request"),
            largest.cpu_us_per_request(),
            60.0,
            "µs",
        ),
        Measurement::at_most(
            format!("{fleet}, time of a stop to that among 100 or 1000, the worse"),
            max_growth(runs, |cost| cost.wall_s),
            1.2,
            "×",
        ),
        Measurement::at_most(
            format!("{fleet}, processor time of a stop to that among 100 or 1000, the worse"),
            max_growth(runs, |cost| cost.cpu_s),
            1.2,
            "×",
        ),
    ];
    if let Some(kib) = largest.cost.peak_kib {
        rows.push(Measurement::at_most(format!("{fleet}, peak memory"), kib / 1024.0, 64.0, "MiB"));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(size: usize, requests: u64, wall_s: f64, cpu_s: f64) -> FleetRun {
        let cost = FleetCost { max_polls: 3, wall_s, cpu_s, peak_kib: Some(1024.0) };
        FleetRun { cloud: Cloud::Bce, size, requests, cost }
    }

    #[test]
    fn times_row_shows_each_size_and_the_growth() {
        let runs = [run(100, 0, 1.0, 0.01), run(1000, 0, 5.0, 0.1), run(10_000, 0, 100.0, 0.5)];
        let line = "| bce | 1.000 s | 5.000 s | 100.000 s | 1.00 × | 2.00 × | \
                    0.010 s | 0.100 s | 0.500 s | 0.50 × | 0.50 × |";
        assert_eq!(times_row(Cloud::Bce, &runs), line);
    }

    #[test]
    fn more_requests_or_time_than_the_size_needs_fail() {
        let good = [run(1000, 1030, 1.0, 0.05), run(10_000, 10_300, 10.0, 0.5)];
        assert!(measurements(Cloud::Bce, &good).iter().all(Measurement::passes));
        let bad = [run(1000, 1030, 1.0, 0.01), run(10_000, 11_000, 13.0, 0.9)];
        let rows = measurements(Cloud::Bce, &bad);
        assert_eq!(
            rows.iter().map(Measurement::passes).collect::<Vec<_>>(),
            [false, false, false, false, true]
        );
    }
}
