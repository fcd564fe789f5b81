//! UCloud. Sources: <https://docs.ucloud.cn/api/summary/signature>, the unit tests of `ucloud-sdk-go` and the
//! doctests of `ucloud-sdk-python3`. The requests of CompShare and UAI have the form that `compshare-cli` and
//! `uai-sdk` send; their signatures were computed by hand.

use tingji_core::{Credential, Secret, UnixTime};
use tingji_signing_core::{ParamValue, Params, Scheme, SignatureLocation, Ucloud};

use crate::support::{RawRequest, assert_valid, sha1, verified_trace};

const PRIVATE_KEY: &str = "46f09bb9fab4f12dfc160dae12273d5332b5debe";
const PUBLIC_KEY: &str = "ucloudsomeone@example.com1296235120854146120";

fn time() -> UnixTime {
    UnixTime::from_seconds(0)
}

fn credential() -> Credential {
    Credential::new(PUBLIC_KEY, PRIVATE_KEY)
}

fn form(params: &Params) -> RawRequest {
    RawRequest::new("POST", "/").body(params.to_form())
}

fn params(pairs: &[(&str, &str)]) -> Params {
    let mut params = Params::empty();
    for (key, value) in pairs {
        params.push(*key, *value);
    }
    params
}

/// Signs parameters as a form and verifies it. Asserts that `Params::signature` returns the same signature.
fn signature_by(params: &Params, credential: &Credential) -> String {
    let wire = form(params);
    let signed = Ucloud.sign(&wire.view(), credential, time()).unwrap();
    let signature = signed.get("Signature").unwrap().to_owned();
    let mut all = params.clone();
    for (key, value) in signed.additions().filter(|(key, _)| *key != "Signature") {
        all.push(key, value);
    }
    assert_eq!(all.signature(credential.secret_key()), signature);
    assert_valid(&Ucloud.verify(&wire.with(&signed).view(), credential, time()));
    signature
}

fn signature(pairs: &[(&str, &str)]) -> String {
    signature_by(&params(pairs), &credential())
}

const DESCRIBE: [(&str, &str); 3] =
    [("Action", "DescribeUHostInstance"), ("Region", "cn-bj2"), ("Limit", "10")];

const CREATE: [(&str, &str); 12] = [
    ("Action", "CreateUHostInstance"),
    ("CPU", "2"),
    ("ChargeType", "Month"),
    ("DiskSpace", "10"),
    ("ImageId", "f43736e1-65a5-4bea-ad2e-8a46e18883c2"),
    ("LoginMode", "Password"),
    ("Memory", "2048"),
    ("Name", "Host01"),
    ("Password", "VUNsb3VkLmNu"),
    ("Quantity", "1"),
    ("Region", "cn-bj2"),
    ("Zone", "cn-bj2-04"),
];

#[test]
fn documented_example_has_its_signature() {
    assert_eq!(signature(&DESCRIBE), "cba5cf5ec4d4233d206b1b54951e3787350a642f");
}

#[test]
fn other_public_key_has_another_signature() {
    // Source: the mirror docs.tnqacloud.com. The mirror docs.an-link.com prints the signature of the first example
    // with this key, which is wrong.
    let credential = Credential::new("someone@example.com1296235120854146120", PRIVATE_KEY);
    let signature = signature_by(&params(&DESCRIBE), &credential);
    assert_eq!(signature, "4201919d267504385deb93af19e0197870fed36b");
    assert_ne!(signature, "cba5cf5ec4d4233d206b1b54951e3787350a642f");
}

#[test]
fn creation_example_has_its_signature() {
    assert_eq!(signature(&CREATE), "4f9ef5df2abab2c6fccd1e9515cb7e2df8c6bb65");
}

#[test]
fn case_insensitive_order_has_the_wrong_hash() {
    // An older page lists the parameters in case-insensitive order: `ChargeType` before `CPU`.
    let mut pairs = CREATE.to_vec();
    pairs.push(("PublicKey", PUBLIC_KEY));
    pairs.sort_by_key(|(key, _)| key.to_lowercase());
    let text: String = pairs.iter().map(|(key, value)| format!("{key}{value}")).collect();
    let wrong = sha1(format!("{text}{PRIVATE_KEY}").as_bytes());
    assert_eq!(wrong, "1ebe9808121e5c923ee07716a4ed65b81d2dbcfa");
    assert_ne!(signature(&CREATE), wrong);
}

#[test]
fn security_token_is_a_signed_parameter() {
    // Source: `TestCredential_STSCredential` of the Go SDK.
    let expected = "170c480ad176a247b324eb92a2cfe536aacfbd04";
    let temporary = credential().with_security_token("some_stoken");
    assert_eq!(signature_by(&params(&CREATE), &temporary), expected);
    let mut with_token = params(&CREATE);
    with_token.push("SecurityToken", "some_stoken");
    assert_eq!(signature_by(&with_token, &temporary), expected, "an existing token is not added again");
}

#[test]
fn list_element_ten_precedes_element_two() {
    let mut params = Params::new("AllocateBackendBatch");
    let values: Vec<ParamValue> = vec!["foo".into(), "bar".into(), 42.into()];
    params.push("Backends", values.iter().cycle().take(12).cloned().collect::<Vec<_>>());
    assert_eq!(signature_by(&params, &credential()), "6bc32642779f8cb0bb3d3f128b1c0688abf9a1a3");
}

#[test]
fn python_examples_have_their_signature() {
    let mut params = params(&[("foo", "bar")]);
    let key = Secret::new("my_private_key");
    assert_eq!(params.signature(&key), "634edc1bb957c0d65e5ab5494cf3b7784fbc87af");
    let credential = Credential::new("my_public_key", "my_private_key");
    assert_eq!(signature_by(&params, &credential), "d4411ab30953fb0bbcb1e7313081f05e4e91a394");
    params.push("PublicKey", "my_public_key");
    assert_eq!(params.signature(&key), "d4411ab30953fb0bbcb1e7313081f05e4e91a394");
}

const STOP: [(&str, &str); 4] = [
    ("Action", "StopCompShareInstance"),
    ("Region", "cn-wlcb"),
    ("Zone", "cn-wlcb-01"),
    ("UHostId", "uhost-xxxx"),
];

#[test]
fn stop_has_the_signature_computed_by_hand() {
    assert_eq!(signature(&STOP), "39e758045b67e401b70f434286f7a1acdf6ca362");
}

#[test]
fn forced_stop_sends_the_word_true() {
    let mut params = params(&STOP);
    params.push("Force", true);
    assert_eq!(signature_by(&params, &credential()), "2f24de6b38e3d46a5016c66d981b1a89c66a2ae9");
}

fn stop_service(version: &str) -> [(&str, &str); 5] {
    [
        ("Action", "StopUAIService"),
        ("Region", "cn-bj2"),
        ("Zone", "cn-bj2-04"),
        ("ServiceID", "uaiservice-5njuws"),
        ("SrvVersion", version),
    ]
}

#[test]
fn empty_value_is_signed_by_its_name() {
    assert_eq!(signature(&stop_service("")), "062034d5304964ab37348849eaa2a89f89125056");
    assert_eq!(signature(&stop_service("5-6")), "e9831ff4dd472c51aea69eabae5496e8ed3dbd95");
    assert_ne!(
        signature(&stop_service("")),
        signature(&stop_service("")[..4]),
        "the Go SDK would not sign an empty value"
    );
}

#[test]
fn list_is_numbered_from_zero() {
    let mut params = Params::new("DescribeCompShareInstance");
    params.push("Region", "cn-wlcb").push("Limit", 100).push("Offset", 0);
    params.push("UHostIds", vec!["uhost-a", "uhost-b"]);
    assert_eq!(signature_by(&params, &credential()), "bc20b2b05d1d07f6c7838b0b8b3b43c634bf6d04");
}

#[test]
fn values_are_signed_raw_and_sent_escaped() {
    let pairs = [
        ("Action", "ModifyCompShareInstanceName"),
        ("Region", "cn-wlcb"),
        ("Zone", "cn-wlcb-01"),
        ("UHostId", "uhost-xxxx"),
        ("Name", "训练 机/1"),
    ];
    assert_eq!(signature(&pairs), "26311cd9d6d16b90bc954812a2405c4c6ffc08c3");
    assert!(params(&pairs).to_form().ends_with("&Name=%E8%AE%AD%E7%BB%83%20%E6%9C%BA%2F1"));
}

fn monitor() -> RawRequest {
    let mut params = Params::new("GetCompShareInstanceMonitor");
    params.push("Region", "cn-wlcb").push("UHostIds", vec!["uhost-a", "uhost-b"]);
    RawRequest::new("POST", "/").header("Content-Type", "application/json").body(params.to_json())
}

#[test]
fn json_list_is_signed_as_joined_elements() {
    let wire = monitor();
    let signed = Ucloud.sign(&wire.view(), &credential(), time()).unwrap();
    assert_eq!(signed.location(), SignatureLocation::Json);
    assert_eq!(signed.get("Signature"), Some("504d06d7d9d3918f6ec213ae50320218539c740f"));
    let trace = verified_trace(&Ucloud, &wire.with(&signed), &credential(), time());
    let text = "ActionGetCompShareInstanceMonitorPublicKeyucloudsomeone@example.com1296235120854146120\
                Regioncn-wlcbUHostIdsuhost-auhost-b";
    assert_eq!(trace.canonical_request().expose_secret(), text);
}

#[test]
fn form_and_json_have_different_signatures() {
    let mut params = Params::new("GetCompShareInstanceMonitor");
    params.push("Region", "cn-wlcb").push("UHostIds", vec!["uhost-a", "uhost-b"]);
    assert_ne!(signature_by(&params, &credential()), "504d06d7d9d3918f6ec213ae50320218539c740f");
}

#[test]
fn get_is_signed_by_its_query() {
    let wire = RawRequest::new("GET", &format!("/?{}", params(&DESCRIBE).to_form()));
    let signed = Ucloud.sign(&wire.view(), &credential(), time()).unwrap();
    assert_eq!(signed.location(), SignatureLocation::Query);
    assert_eq!(signed.get("Signature"), Some("cba5cf5ec4d4233d206b1b54951e3787350a642f"));
    assert_valid(&Ucloud.verify(&wire.with(&signed).view(), &credential(), time()));
}
