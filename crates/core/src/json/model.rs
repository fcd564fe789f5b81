//! JSON of instances, their charges and their prices.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::JsonSchema;
use crate::lifecycle::{Billing, ChargeItem, Gpu, Price};
use crate::{Error, ErrorKind, Instance, InstanceId, State, UnixTime};

/// Implements the JSON of types that are written as one text.
macro_rules! json_text {
    ($($type:ty as $value:ident => $text:expr,)*) => {
        $(
            impl Serialize for $type {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let $value = self;
                    serializer.collect_str(&$text)
                }
            }

            impl JsonSchema for $type {
                fn json_schema() -> Value {
                    json!({ "type": "string" })
                }
            }
        )*
    };
}

json_text! {
    UnixTime as time => time,
    InstanceId as id => id,
    State as state => state.as_str(),
    ChargeItem as item => item.name.en,
    ErrorKind as kind => kind.as_str(),
}

crate::json_fields! {
    /// GPUs of an instance.
    impl Gpu as gpu {
        /// The vendor's name of the card; empty if only the count is known.
        kind: &str = gpu.kind.as_str(),
        /// Number of cards; 0 if only the name is known.
        count: u32 = gpu.count,
    }
}

crate::json_fields! {
    /// Price while the instance runs, without disks and images.
    impl Price as price {
        /// Amount in units of the currency.
        amount: f64 = price.amount(),
        /// Currency, such as CNY.
        currency: &str = price.currency,
        /// Charged time, such as hour; empty if the vendor reports none.
        per: &str = price.per.as_str(),
    }
}

crate::json_fields! {
    /// Charges of a stopped instance, and the times at which the vendor ends it.
    impl Billing as billing {
        /// True if a plain stop ends the charge for compute; null if the vendor does not report it.
        stop_frees_compute: Option<bool> = billing.stop_frees_compute,
        /// Items that are still charged after a stop.
        keeps_charging: [ChargeItem] = billing.keeps_charging,
        /// Time at which the vendor deletes the instance: RFC 3339, UTC.
        release_at: Option<UnixTime> = billing.release_at,
        /// Time at which the vendor stops the instance as scheduled: RFC 3339, UTC.
        scheduled_stop_at: Option<UnixTime> = billing.scheduled_stop_at,
        /// End of the prepaid time: RFC 3339, UTC.
        expires_at: Option<UnixTime> = billing.expires_at,
    }
}

crate::json_fields! {
    /// An instance.
    impl Instance as instance {
        /// The vendor's region.
        region: Option<String> = instance.region,
        /// The vendor's zone.
        zone: Option<String> = instance.zone,
        /// The vendor's id; `service@version` for UAI-Inference.
        id: InstanceId = instance.id,
        /// Name that the owner chose.
        name: String = instance.name,
        /// The vendor's text for the state.
        state: State = instance.state,
        /// GPUs, if the vendor reports them.
        gpu: Option<Gpu> = instance.gpu,
        /// The vendor's text for the billing mode.
        charge: Option<String> = instance.charge,
        /// Price while the instance runs, without disks and images, if the vendor reports it.
        price: Option<Price> = instance.price,
        /// True for a spot instance, which the vendor may reclaim.
        spot: bool = instance.spot,
        /// The owner's tags.
        tags: BTreeMap<&str, &str> = tags(instance),
        /// Time of creation: RFC 3339, UTC.
        created: Option<UnixTime> = instance.created,
        /// Charges and times.
        #[json(flatten)] billing: Billing = instance.billing,
    }
}

/// Returns the tags by their keys. Of two tags with the same key, the last counts.
fn tags(instance: &Instance) -> BTreeMap<&str, &str> {
    instance.tags.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect()
}

crate::json_fields! {
    /// An error.
    impl Error as error {
        /// Kind of the failure, such as `not-found`.
        kind: ErrorKind = error.kind(),
        /// The vendor's error code.
        code: Option<&str> = error.code(),
        /// Sentence for people.
        message: String = error.to_string(),
        /// The vendor's id of the request, for a support ticket.
        request_id: Option<&str> = error.request_id(),
    }
}
