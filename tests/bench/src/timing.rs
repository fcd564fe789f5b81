//! Timing of cases in alternating rounds.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use serde_json::json;

use crate::allocation_counter;

/// Number of rounds.
const ROUNDS: usize = 81;
/// Duration of a case in a round. It is short, so that other programs disturb all cases of a round equally.
const CASE_DURATION: Duration = Duration::from_millis(2);

/// A function with a name.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// Calls the function this many times.
    pub(crate) run: Box<dyn FnMut(u32)>,
}

impl Case {
    pub(crate) fn new<T>(name: &'static str, mut call: impl FnMut() -> T + 'static) -> Self {
        Self { name, run: Box::new(move |calls| (0..calls).for_each(|_| drop(black_box(call())))) }
    }

    /// Processor time of this many calls. Other programs do not count.
    fn time(&mut self, calls: u32) -> Duration {
        let start = ThreadTime::now();
        (self.run)(calls);
        start.elapsed()
    }

    /// Number of calls that take [`CASE_DURATION`].
    fn calibrate(&mut self) -> u32 {
        let mut calls = 64;
        loop {
            let took = self.time(calls);
            if took > CASE_DURATION / 4 {
                let each = took.as_secs_f64() / f64::from(calls);
                return (CASE_DURATION.as_secs_f64() / each) as u32 + 1;
            }
            calls *= 2;
        }
    }

    /// Number of allocations of one call, and their bytes.
    fn allocations(&mut self) -> (f64, f64) {
        const CALLS: u32 = 1000;
        let before = allocation_counter::totals();
        (self.run)(CALLS);
        let after = allocation_counter::totals();
        let count = after.0 - before.0;
        let bytes = after.1 - before.1;
        (count as f64 / f64::from(CALLS), bytes as f64 / f64::from(CALLS))
    }
}

/// Times every case in every round, and prints a line for each case.
pub(crate) fn run(cases: &mut [Case]) {
    let calls: Vec<_> = cases.iter_mut().map(Case::calibrate).collect();
    let mut taken = vec![Vec::with_capacity(ROUNDS); cases.len()];
    for _ in 0..ROUNDS {
        for ((case, &calls), taken) in cases.iter_mut().zip(&calls).zip(&mut taken) {
            taken.push(case.time(calls).as_nanos() as f64 / f64::from(calls));
        }
    }
    for (case, taken) in cases.iter_mut().zip(taken) {
        let (allocations, bytes) = case.allocations();
        println!("{}", json!({ "case": case.name, "ns": taken, "allocations": allocations, "bytes": bytes }));
    }
}
