//! Looking: lists in pages, lists without, and one server.

use serde_json::{Value, json};

use super::server::{find, places, server};
use super::{Asked, Reply, invalid};
use crate::answer::{Call, Fault};
use crate::wire::Bad;
use crate::world::Machine;

pub(super) fn show(call: &mut Call<'_>, asked: &Asked) -> Reply {
    let at = find(call, asked)?;
    Ok(server(call.world.look_at(at)))
}

/// The user's own servers; a synchronization answers the same, since there is nothing to synchronize with.
pub(super) fn own(call: &mut Call<'_>, asked: &Asked) -> Reply {
    let cut = Cut::of(call, 0)?;
    let places = sorted(call, places(call, &asked.project));
    let total = places.len();
    let shown = call.world.cut(places, cut.offset, cut.limit);
    let data: Vec<_> = call.world.look(&shown).into_iter().map(server).collect();
    Ok(page(&data, total, &cut))
}

/// All servers of the tenant; this one has no pages.
pub(super) fn all(call: &mut Call<'_>, asked: &Asked) -> Reply {
    let places = places(call, &asked.project);
    let data: Vec<_> = call.world.look(&places).into_iter().map(server).collect();
    Ok(whole(&data))
}

/// Which part of a list is wanted.
pub(super) struct Cut {
    limit: usize,
    offset: usize,
}

impl Cut {
    pub(super) fn of(call: &Call<'_>, least: usize) -> Result<Self, Fault> {
        let query = call.wire.query();
        let limit = query.count("limit", 10).map_err(invalid)?;
        let offset = query.count("offset", 0).map_err(invalid)?;
        if !(least..=1024).contains(&limit) {
            return Err(invalid(Bad("limit")));
        }
        Ok(Self { limit, offset })
    }

    pub(super) fn apply<T>(&self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.offset).take(self.limit).collect()
    }
}

/// In the order asked for.
pub(super) fn sorted(call: &Call<'_>, mut places: Vec<usize>) -> Vec<usize> {
    let query = call.wire.query();
    let key = |at: usize, machine: &Machine| match query.filled("sort_key") {
        Some("updateTime") => (machine.unit.changed, at),
        _ => (machine.created, at),
    };
    places.sort_by_key(|&at| key(at, &call.world.machines[at]));
    if query.filled("sort_dir") == Some("DESC") {
        places.reverse();
    }
    places
}

pub(super) fn page(data: &[Value], total: usize, cut: &Cut) -> Value {
    let size = cut.limit.max(1);
    json!({ "current": cut.offset / size + 1, "pages": total.div_ceil(size), "size": data.len(), "total": total, "data": data })
}

/// A list that is all on one page.
pub(super) fn whole(data: &[Value]) -> Value {
    let total = data.len();
    page(data, total, &Cut { limit: total, offset: 0 })
}
