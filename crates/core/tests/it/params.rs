//! Declared operations: names, setters, and the two formats of their parameters.
#![allow(unreachable_pub, reason = "the macro declares public types")]

use serde::Serialize;
use serde_json::Value;
use tingji_core::operation::{HttpResponse, Operation, Protocol, UnsignedRequest};
use tingji_core::params::{ListStyle, expose, to_json, to_pairs, true_only};
use tingji_core::{Result, RetryClass, Secret, operation};

#[derive(Debug)]
pub struct Example;

impl Protocol for Example {
    const CLOUD: &'static str = "example";
    type Config = ();

    fn decode_envelope(response: &HttpResponse) -> Result<Value> {
        response.json().ok_or_else(|| response.unexpected_response())
    }

    fn request_id(_: &HttpResponse) -> Option<String> {
        None
    }
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Disk {
    size: u32,
    kind: Option<&'static str>,
}

operation! {
    /// Example with every kind of parameter.
    pub struct Create: Example, Safe -> Value;
    /// Creates an example.
    new("Id" => id: String, => path: String);
    /// A number.
    "Count" => count: Option<u32>;
    /// A decimal number.
    "Price" => price: Option<f64>;
    /// A flag.
    "Force" => force: bool as true_only;
    /// A secret.
    "Password" => password: Option<Secret> as expose;
    /// A list.
    "Names" => names: Vec<String>;
    /// A list of structures.
    "Disks" => disks: Vec<Disk>;
    /// A number with a default.
    "Limit" => limit: u32 = 100;
    request(self, _config) { Ok(UnsignedRequest::new(http::Method::GET, self.path.as_str())) }
}

fn example() -> Create {
    let disks = [Disk { size: 1, kind: None }, Disk { size: 2, kind: Some("ssd") }];
    Create::new("i-1", "/a").price(2.0).password("p").names(["a", "b"]).disks(disks)
}

#[test]
fn pairs_have_the_declared_order_and_no_unset_value() {
    let join = |lists| {
        let pairs = to_pairs(&example(), lists).unwrap();
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    };
    assert_eq!(
        join(ListStyle::FromOne),
        "Id=i-1&Price=2&Password=p&Names.1=a&Names.2=b&Disks.1.Size=1&Disks.2.Size=2&Disks.2.Kind=ssd&Limit=100"
    );
    assert!(join(ListStyle::FromZero).contains("&Names.0=a&Names.1=b&Disks.0.Size=1&"));
}

#[test]
fn json_omits_unset_values() {
    let body = to_json(&Create::new("i-1", "/a").force(true).count(3)).unwrap();
    let expected =
        serde_json::json!({ "Id": "i-1", "Force": true, "Count": 3, "Names": [], "Disks": [], "Limit": 100 });
    assert_eq!(body, expected);
}

#[test]
fn declaration_determines_name_and_retry_class() {
    assert_eq!((Create::NAME, Create::RETRY), ("Create", RetryClass::Safe));
}
