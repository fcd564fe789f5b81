//! [`Shared`]: what the server and the handle have in common, and the way of a request through it.

use std::net::SocketAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::answer::{Answer, Call, Delivery};
use crate::clock::{Clock, Now};
use crate::cloud::Protocol;
use crate::fault::{Hit, Kind, Scene, spoil};
use crate::journal::Seen;
use crate::wire::Wire;
use crate::world::World;

/// The end of the sandbox, for those who wait for it.
#[derive(Clone, Debug)]
pub(crate) struct End(watch::Receiver<()>);

impl End {
    pub(crate) async fn wait(mut self) {
        // The sender sends nothing: it goes with the sandbox, which ends the waiting.
        while self.0.changed().await.is_ok() {}
    }
}

/// What the server and the handle share.
pub(crate) struct Shared {
    clock: Clock,
    world: Mutex<World>,
    address: SocketAddr,
    end: End,
}

/// A request that is known for what it is.
pub(crate) struct Asked {
    pub(crate) protocol: Protocol,
    pub(crate) wire: Wire,
    pub(crate) seen: Seen,
}

impl Asked {
    /// `None` for what no cloud would be asked.
    pub(crate) fn of(wire: Wire) -> Option<Self> {
        let protocol = Protocol::of(&wire)?;
        Some(Self { protocol, seen: protocol.identify(&wire), wire })
    }
}

impl Shared {
    pub(crate) fn new(clock: Clock, world: World, address: SocketAddr, end: watch::Receiver<()>) -> Self {
        Self { clock, world: Mutex::new(world), address, end: End(end) }
    }

    pub(crate) fn end(&self) -> End {
        self.end.clone()
    }

    pub(crate) fn admin(&self) -> String {
        format!("http://{}/{}", self.address, crate::admin::SEGMENT)
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, World> {
        // A panic under the lock would be a bug here, but it must not hide behind a second one.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn settled(&self) -> MutexGuard<'_, World> {
        let mut world = self.lock();
        let now = self.now(&world);
        world.settle(now.world);
        world
    }

    pub(crate) fn now(&self, world: &World) -> Now {
        let millis = self.clock.millis();
        Now { wall: millis.saturating_add(world.skew_ms), world: millis.saturating_add(world.advanced_ms) }
    }

    /// Lets time pass for transitions and locks.
    pub(crate) fn advance(&self, duration: Duration) {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        let mut world = self.lock();
        world.advanced_ms = world.advanced_ms.saturating_add(millis);
    }

    /// The rule that the request meets, counted as met.
    pub(crate) fn meet(&self, asked: &Asked) -> Option<Hit> {
        let mut world = self.lock();
        if world.faults.is_empty() {
            return None;
        }
        let now = self.now(&world);
        world.faults.meet(&asked.seen, &asked.wire, now.world)
    }

    /// Acts on the request, or does not, and writes down what became of it.
    pub(crate) fn answer(&self, asked: Asked, hit: Option<&Hit>) -> Answer {
        let mut world = self.settled();
        let mut now = self.now(&world);
        now.wall = now.wall.saturating_add(hit.map_or(0, Hit::clock_offset));
        let Asked { protocol, wire, mut seen } = asked;
        let answer = match hit {
            None => act(&mut world, protocol, &wire, now, &mut seen),
            Some(hit) => {
                let natural = hit.acts().then(|| bent(&mut world, hit, protocol, &wire, now, &mut seen));
                let id = world.ids.next();
                let elsewhere = format!("{}/followed", self.admin());
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
