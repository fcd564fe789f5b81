//! Timing cases side by side.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use serde_json::json;

use crate::allocations;

/// So often each case has its turn.
const ROUNDS: usize = 81;
/// So long a turn is. It is short so that a machine busy with other things disturbs neighbours alike.
const TURN: Duration = Duration::from_millis(2);

/// Something to time.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) run: Box<dyn FnMut(u32)>,
}

impl Case {
    pub(crate) fn new<T>(name: &'static str, mut call: impl FnMut() -> T + 'static) -> Self {
        let run = move |times| (0..times).for_each(|_| drop(black_box(call())));
        Self { name, run: Box::new(run) }
    }

    /// Processor time: what other programs take meanwhile does not count.
    fn time(&mut self, times: u32) -> Duration {
        let start = ThreadTime::now();
        (self.run)(times);
        start.elapsed()
    }

    /// How many calls fill a turn.
    fn calibrate(&mut self) -> u32 {
        let mut times = 64;
        loop {
            let took = self.time(times);
            if took > TURN / 4 {
                let each = took.as_secs_f64() / f64::from(times);
                return (TURN.as_secs_f64() / each) as u32 + 1;
            }
            times *= 2;
        }
    }

    /// Allocations and bytes of one call.
    fn allocations(&mut self) -> (f64, f64) {
        const CALLS: u32 = 1000;
        let before = allocations::so_far();
        (self.run)(CALLS);
        let after = allocations::so_far();
        let each = |before: u64, after: u64| (after - before) as f64 / f64::from(CALLS);
        (each(before.0, after.0), each(before.1, after.1))
    }
}

/// Gives every case its turn in every round, and prints what each took.
pub(crate) fn run(cases: &mut [Case]) {
    let times: Vec<_> = cases.iter_mut().map(Case::calibrate).collect();
    let mut taken = vec![Vec::with_capacity(ROUNDS); cases.len()];
    for _ in 0..ROUNDS {
        for ((case, &times), taken) in cases.iter_mut().zip(&times).zip(&mut taken) {
            taken.push(case.time(times).as_nanos() as f64 / f64::from(times));
        }
    }
    for (case, taken) in cases.iter_mut().zip(taken) {
        let (allocations, bytes) = case.allocations();
        println!("{}", json!({ "case": case.name, "ns": taken, "allocations": allocations, "bytes": bytes }));
    }
}
