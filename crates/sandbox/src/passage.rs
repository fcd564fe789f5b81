//! [`Received`]: the way of a request through the clouds.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::Request;
use serde_json::json;

use crate::admin;
use crate::answer::{Answer, Call, Delivery};
use crate::clock::Now;
use crate::cloud::Protocol;
use crate::clouds::Clouds;
use crate::fault::{Hit, Kind, Scene, spoil};
use crate::journal::Seen;
use crate::wire::Wire;
use crate::world::World;

/// A request that has come in and was not acted upon yet. Dropped, it never is.
#[derive(Debug)]
pub struct Received(Stage);

#[derive(Debug)]
enum Stage {
    /// It is for no cloud.
    Answered(Box<Answer>),
    Asked(Box<Asked>),
}

/// A request that is known for what it is.
struct Asked {
    protocol: Protocol,
    wire: Wire,
    seen: Seen,
    /// The fault that it has met.
    hit: Option<Hit>,
}

impl std::fmt::Debug for Asked {
    /// Without the request, which is signed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asked").field("seen", &self.seen).field("hit", &self.hit).finish_non_exhaustive()
    }
}

impl Received {
    pub(crate) fn new(clouds: &Clouds, request: Request<Bytes>) -> Self {
        let wire = Wire::of(request);
        if let Some(answer) = admin::answer(clouds, &wire) {
            return Self::answered(answer);
        }
        let mut world = clouds.world();
        let now = clouds.now(&world);
        let Some(protocol) = Protocol::of(&wire) else {
            let nobody = Answer::json(404, &json!({ "message": "no cloud of the sandbox has this path" }));
            return Self::answered(nobody.header("date", now.http_date()));
        };
        let seen = protocol.identify(&wire);
        let hit = world.faults.meet(&seen, &wire, now.world);
        Self(Stage::Asked(Box::new(Asked { protocol, wire, seen, hit })))
    }

    fn answered(answer: Answer) -> Self {
        Self(Stage::Answered(Box::new(answer)))
    }

    fn pause(&self, after: bool) -> Duration {
        let Self(Stage::Asked(asked)) = self else { return Duration::ZERO };
        asked.hit.as_ref().and_then(|hit| hit.pause(after)).unwrap_or_default()
    }

    /// How long it is until it is acted upon. A client that gives up meanwhile has had no effect.
    pub fn pause_before(&self) -> Duration {
        self.pause(false)
    }

    /// How long it is from then to the answer.
    pub fn pause_after(&self) -> Duration {
        self.pause(true)
    }

    /// Acts on the request, or does not, and writes down what became of it.
    pub(crate) fn answer(self, clouds: &Clouds) -> Answer {
        let asked = match self.0 {
            Stage::Answered(answer) => return *answer,
            Stage::Asked(asked) => *asked,
        };
        let Asked { protocol, wire, mut seen, hit } = asked;
        let mut world = clouds.settled();
        let mut now = clouds.now(&world);
        now.wall = now.wall.saturating_add(hit.as_ref().map_or(0, Hit::clock_offset));
        let answer = match &hit {
            None => act(&mut world, protocol, &wire, now, &mut seen),
            Some(hit) => {
                let natural = hit.acts().then(|| bent(&mut world, hit, protocol, &wire, now, &mut seen));
                let id = world.ids.next();
                let elsewhere = format!("{}/followed", clouds.admin_url());
                spoil(hit, natural, &Scene { protocol, seen: &seen, now, id, elsewhere: &elsewhere })
            }
        };
        seen.fault = hit.map(|hit| hit.kind.name());
        seen.status = if answer.delivery == Delivery::Answer { answer.status } else { 0 };
        world.journal.push(seen);
        answer.header("date", now.http_date())
    }
}

/// What the cloud answers, all being well.
fn act(world: &mut World, protocol: Protocol, wire: &Wire, now: Now, seen: &mut Seen) -> Answer {
    let mut call = Call { world, wire, now, seen: seen.clone() };
    let answer = protocol.answer(&mut call);
    *seen = call.seen;
    seen.accepted = answer.accepted;
    seen.effect = world.end(answer.accepted);
    world.faults.keep(seen, &answer);
    answer
}

/// What it answers where a fault reaches deeper than the answer.
fn bent(world: &mut World, hit: &Hit, protocol: Protocol, wire: &Wire, now: Now, seen: &mut Seen) -> Answer {
    if hit.kind == Kind::RepeatedPage
        && let Some(answer) = world.faults.last(seen)
    {
        seen.accepted = answer.accepted;
        return answer;
    }
    world.bend = Some(hit.bend());
    if !hit.after {
        hold(world, hit, seen);
    }
    if let Some(stale) = hit.stale() {
        world.age(seen.cloud, hit.only.as_deref(), stale, now.world);
    }
    let answer = act(world, protocol, wire, now, seen);
    if hit.stale().is_some() {
        world.renew();
    }
    if hit.after {
        hold(world, hit, seen);
    }
    answer
}

fn hold(world: &mut World, hit: &Hit, seen: &Seen) {
    hit.held.iter().for_each(|(id, until)| world.lock(seen.cloud, id, *until));
}
