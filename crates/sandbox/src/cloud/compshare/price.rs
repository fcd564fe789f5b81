//! Prices and room. The numbers are invented; they differ by card and way of charging.

use serde_json::{Value, json};

use super::{create, find, number, some_number};
use crate::answer::Call;
use crate::cloud::Cloud;
use crate::cloud::ucloud::{Refusal, Reply, required, visible};
use crate::scenario::Account;
use crate::wire::Params;

/// The ways of charging, with how many times the price of an hour each costs.
const WAYS: [(&str, f64); 5] =
    [("Month", 576.0), ("Day", 21.6), ("Dynamic", 0.95), ("Postpay", 1.0), ("Spot", 0.4)];

/// CNY an hour.
pub(super) fn hour(gpu_type: &str, cards: u32) -> f64 {
    let card = match gpu_type {
        "4090" => 1.88,
        "3090" => 1.2,
        "A100" => 5.4,
        "A800" => 6.6,
        _ => 1.0,
    };
    card * f64::from(cards)
}

fn cents(price: f64) -> f64 {
    (price * 100.0).round() / 100.0
}

fn place(params: &Params) -> Result<(), Refusal> {
    required(params, "Region")?;
    required(params, "Zone").map(|_| ())
}

/// Spelt `Gpu` and `Cpu` here.
pub(super) fn instance(_call: &mut Call<'_>, _account: &Account, params: &Params) -> Reply {
    number(params, "Cpu")?;
    details(params, number(params, "Gpu")?)
}

/// Spelt `GPU` and `CPU` here.
pub(super) fn user(_call: &mut Call<'_>, _account: &Account, params: &Params) -> Reply {
    number(params, "CPU")?;
    details(params, number(params, "GPU")?)
}

fn details(params: &Params, cards: u32) -> Reply {
    place(params)?;
    number(params, "Memory")?;
    let hour = hour(required(params, "GpuType")?, cards);
    let wanted = params.filled("ChargeType");
    let ways = WAYS.iter().filter(|(way, _)| wanted.is_none_or(|wanted| wanted == *way));
    let ways: Vec<_> = ways.collect();
    if ways.is_empty() {
        return Err(Refusal::unavailable("ChargeType"));
    }
    let times = f64::from(some_number(params, "Quantity")?.unwrap_or(1));
    let space = params.get("Disks.0.Size").and_then(|size| size.parse().ok()).unwrap_or(0.0);
    let at = |factor: f64| -> Vec<Value> {
        let detail = |(way, hours): &&(&str, f64)| {
            let hours = hours * times;
            json!({
                "ChargeType": way,
                "Instance": cents(hour * hours * factor),
                "Disks": 0.0,
                "SystemDisks": cents(space * 0.000_5 * hours * factor),
                "CompShareImage": 0.0,
                "InstanceDiscountType": 0,
            })
        };
        ways.iter().map(detail).collect()
    };
    Ok(json!({ "PriceDetails": at(1.0), "OriginalPriceDetails": at(1.25), "ListPriceDetails": at(1.5) }))
}

pub(super) fn upgrade(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    let machine = &call.world.machines[find(call, account, params)?];
    some_number(params, "CPU")?;
    some_number(params, "Memory")?;
    let cards = some_number(params, "GPU")?.unwrap_or(machine.spec.gpu_count);
    let more = hour(&machine.spec.gpu, cards) - hour(&machine.spec.gpu, machine.spec.gpu_count);
    Ok(json!({ "Price": cents(more), "OriginalPrice": cents(more * 1.25), "ListPrice": cents(more * 1.5) }))
}

/// Guess: what is not prepaid has nothing to give back, and unknown ids are told so one by one.
pub(super) fn refund(call: &mut Call<'_>, account: &Account, params: &Params) -> Reply {
    place(params)?;
    let ids = params.list("UHostIds");
    if ids.is_empty() {
        return Err(Refusal::new(220, "Missing params [UHostIds]"));
    }
    let seen = visible(call, account, Cloud::Compshare);
    let refund = |id: &String| {
        let found = seen.iter().map(|&at| &call.world.machines[at]).find(|machine| machine.spec.id == *id);
        let (code, message, price) = match found.map(|machine| machine.spec.charge_type.as_str()) {
            None => (230, "No such instance", 0.0),
            Some("Year" | "Month" | "Day" | "Dynamic") => (0, "", 12.5),
            Some(_) => (8104, "Nothing is prepaid", 0.0),
        };
        json!({ "UHostId": id, "Code": code, "Message": message, "RefundPrice": price })
    };
    Ok(json!({ "RefundPriceSet": ids.iter().map(refund).collect::<Vec<_>>() }))
}

/// There is always room for up to four cards.
pub(super) fn capacity(_call: &mut Call<'_>, _account: &Account, params: &Params) -> Reply {
    place(params)?;
    for name in ["GpuType", "MachineType", "MinimalCpuPlatform", "CompShareImageId", "ChargeType"] {
        required(params, name)?;
    }
    create::disks(params)?;
    let spec = |cards: u32| json!({ "Gpu": cards, "Cpu": 16 * cards, "Mem": 64 * cards, "ResourceEnough": cards <= 4 });
    let specs = [1, 2, 4, 8].map(spec);
    Ok(json!({ "Specs": specs }))
}
