//! Baidu AI Cloud. Sources: the example of <https://cloud.baidu.com/doc/Reference/s/njwvz1yfu>, the unit tests of
//! the SDKs for JavaScript, Ruby, Python and Go and of two third-party libraries, and requests that the official Go SDK
//! signed with a fixed clock.

use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{Bce, Scheme, SignError, SignedHeaders, Verification, VerifyError};

use crate::support::{RawRequest, assert_valid, at, hmac_hex, verified_trace};

mod go_sdk;

/// Keys of the documented example.
fn documented() -> Credential {
    Credential::new("a".repeat(32), "b".repeat(32))
}

/// Keys of most SDKs' tests.
fn sample() -> Credential {
    Credential::new("my_ak", "my_sk")
}

fn explicit(names: &str) -> Bce {
    let names = names.split(';').map(str::to_owned).collect();
    Bce { signed_headers: SignedHeaders::Explicit(names), ..Bce::new() }
}

fn vendor_default() -> Bce {
    Bce { signed_headers: SignedHeaders::VendorDefault, ..Bce::new() }
}

/// Signs and verifies a request, and returns the list of signed headers and the signature.
#[track_caller]
fn sign(scheme: &Bce, wire: &RawRequest, credential: &Credential, time: UnixTime) -> (String, String) {
    let signed = scheme.sign(&wire.view(), credential, time).unwrap();
    assert_valid(&scheme.verify(&wire.clone().with(&signed).view(), credential, time));
    let mut parts = signed.authorization().unwrap().rsplitn(3, '/').map(str::to_owned);
    let signature = parts.next().unwrap();
    (parts.next().unwrap(), signature)
}

/// Verification of a request with a list of signed headers and a wrong signature.
fn verification(wire: &RawRequest, list: &str) -> Verification {
    let authorization = format!("bce-auth-v1/my_ak/2014-06-13T05:57:36Z/1800/{list}/0");
    let wire = wire.clone().header("Authorization", &authorization);
    Bce::new().verify(&wire.view(), &sample(), at("2014-06-13T05:57:36Z"))
}

fn canonical(wire: &RawRequest, list: &str) -> String {
    verification(wire, list).canonical_request().expose_secret()
}

/// Lines of the canonical headers.
fn lines(wire: &RawRequest, list: &str) -> String {
    canonical(wire, list).splitn(4, '\n').nth(3).unwrap_or_default().to_owned()
}

const UPLOAD: &str = "/v1/test/myfolder/readme.txt?partNumber=9&uploadId=a44cc9bab11cbd156984767aad637851";

fn upload(target: &str, date: &str) -> RawRequest {
    RawRequest::new("PUT", target)
        .header("Host", "bj.bcebos.com")
        .header("Date", "Mon, 27 Apr 2015 16:23:49 +0800")
        .header("Content-Type", "text/plain")
        .header("Content-Length", "8")
        .header("Content-Md5", "NFzcPqhviddjRNnSOGo4rw==")
        .header("x-bce-date", date)
}

const FULL: &str = "content-length;content-md5;content-type;host;x-bce-date";

#[test]
fn documented_example_is_signed_with_an_empty_list() {
    let wire = upload(UPLOAD, "2015-04-27T08:23:49Z");
    let time = at("2015-04-27T08:23:49Z");
    let signed = vendor_default().sign(&wire.view(), &documented(), time).unwrap();
    assert_eq!(
        signed.authorization(),
        Some(
            "bce-auth-v1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/2015-04-27T08:23:49Z/1800//\
             d74a04362e6a848f5b39b15421cb449427f419c95a480fd6b8cf9fc783e2999e"
        )
    );
    let trace = verified_trace(&Bce::new(), &wire.with(&signed), &documented(), time);
    let text = "PUT\n/v1/test/myfolder/readme.txt\npartNumber=9&uploadId=a44cc9bab11cbd156984767aad637851\n\
                content-length:8\ncontent-md5:NFzcPqhviddjRNnSOGo4rw%3D%3D\ncontent-type:text%2Fplain\n\
                host:bj.bcebos.com\nx-bce-date:2015-04-27T08%3A23%3A49Z";
    assert_eq!(trace.canonical_request().expose_secret(), text);
}

#[test]
fn documented_signing_key_is_hex_text() {
    let prefix = "bce-auth-v1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/2015-04-27T08:23:49Z/1800";
    let key = "1d5ce5f464064cbee060330d973218821825ac6952368a482a592e6615aef479";
    assert_eq!(hmac_hex("b".repeat(32), prefix), key);
    let text = canonical(&upload(UPLOAD, "2015-04-27T08:23:49Z"), FULL);
    assert_eq!(hmac_hex(key, &text), "d74a04362e6a848f5b39b15421cb449427f419c95a480fd6b8cf9fc783e2999e");
}

#[test]
fn explicit_list_has_the_documented_signature() {
    let wire = upload(UPLOAD, "2015-04-27T08:23:49Z");
    let (list, signature) = sign(&explicit(FULL), &wire, &documented(), at("2015-04-27T08:23:49Z"));
    assert_eq!(list, FULL);
    assert_eq!(signature, "d74a04362e6a848f5b39b15421cb449427f419c95a480fd6b8cf9fc783e2999e");
}

#[test]
fn missing_query_leaves_an_empty_line() {
    // Source: the tests of the third-party PHP library `Dzgrief\Bce`.
    let wire = upload("/v1/test/myfolder/readme.txt", "2015-04-27T08:23:49Z");
    let (list, signature) = sign(&vendor_default(), &wire, &documented(), at("2015-04-27T08:23:49Z"));
    assert_eq!(list, "");
    assert_eq!(signature, "0558aac491bbef484d3aaa30ac1e65d4ff10daccd351f15c91e922ee4ce72690");
}

#[test]
fn other_time_has_another_signature() {
    // Source: the tests of a third-party Go library. The date header has the time of the documented example, which
    // differs from that of the signature. The signer rejects such a request, because a vendor may check either
    // time; the verifier accepts it.
    let wire = upload(UPLOAD, "2015-04-27T08:23:49Z");
    let time = at("2012-11-01T22:08:41Z");
    let refused = explicit(FULL).sign(&wire.view(), &documented(), time);
    assert_eq!(refused.unwrap_err(), SignError::DateMismatch("x-bce-date"));
    let authorization = "bce-auth-v1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/2012-11-01T22:08:41Z/1800/\
                         content-length;content-md5;content-type;host;x-bce-date/\
                         b47ae03e099e2a1553ef56fbba0c23fd5b632c99bc118df7f652b0fe1b4c5988";
    let wire = wire.header("Authorization", authorization);
    assert_valid(&Bce::new().verify(&wire.view(), &documented(), time));
}

#[test]
fn javascript_example_without_date_has_its_signature() {
    let wire = RawRequest::new("PUT", "/v1/bucket/object1?A&b=&C=d")
        .header("Host", "bce.baidu.com")
        .header("abc", "123")
        .header("x-bce-meta-key1", "ABC");
    let scheme = explicit("host;x-bce-meta-key1");
    let (list, signature) = sign(&scheme, &wire, &sample(), UnixTime::from_seconds(1_402_639_056));
    assert_eq!(list, "host;x-bce-meta-key1");
    assert_eq!(signature, "80c9672aca2ea9af4bb40b9a8ff458d72df94e97d550840727f3a929af271d25");
    let text = canonical(&wire, &list);
    assert_eq!(text.lines().nth(2), Some("A=&C=d&b="));
    let key = hmac_hex("my_sk", "bce-auth-v1/my_ak/2014-06-13T05:57:36Z/1800");
    assert_eq!(key, "b358d27f22640783b887965f17e6cf57ce5b44e3e44ed171a934df6daff52a7c");
    assert_eq!(hmac_hex(key, &text), signature);
}

#[test]
fn content_length_of_zero_is_signed() {
    // Source: the JavaScript SDK's tests. The request has no host. The signer and the verifier reject it, so the
    // test computes the signature by hand with the documented key.
    let wire = RawRequest::new("DELETE", "/v1/test-bucket1361199862")
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Content-Length", "0")
        .header("User-Agent", "This is the user-agent");
    let list = "content-length;content-type";
    let refused = explicit(list).sign(&wire.view(), &sample(), at("2014-06-13T05:57:36Z"));
    assert_eq!(refused.unwrap_err(), SignError::MissingHeader("host"));
    assert_eq!(verification(&wire, list).error(), Some(&VerifyError::HeaderNotSigned("host")));
    assert_eq!(lines(&wire, list), "content-length:0\ncontent-type:application%2Fjson%3B%20charset%3Dutf-8");
    let key = hmac_hex("my_sk", "bce-auth-v1/my_ak/2014-06-13T05:57:36Z/1800");
    let signature = "c9386b15d585960ae5e6972f73ed92a9a682dc81025480ba5b41206d3e489822";
    assert_eq!(hmac_hex(&key, &canonical(&wire, list)), signature);
    assert_eq!(hmac_hex(&key, &canonical(&wire, "")), signature, "the default list signs the same headers");
}

#[test]
fn header_values_are_escaped_and_empty_ones_omitted() {
    // Source: the tests of the SDKs for JavaScript and Python.
    let wire = RawRequest::new("GET", "/")
        .header("Host", "localhost")
        .header("x-bce-a", "a/b:c")
        .header("C", "")
        .header("Content-MD5", "MD5");
    assert_eq!(lines(&wire, ""), "content-md5:MD5\nhost:localhost\nx-bce-a:a%2Fb%3Ac");
}

fn ruby() -> RawRequest {
    RawRequest::new("GET", "/")
        .header("host", "x.x.x")
        .header("CONTENT-length", "10")
        .header("x-bce-a", "value")
        .header("date", "2017-01-02")
}

#[test]
fn header_names_are_signed_in_lower_case() {
    // Source: the tests of the Ruby SDK.
    assert_eq!(lines(&ruby(), ""), "content-length:10\nhost:x.x.x\nx-bce-a:value");
}

#[test]
fn explicit_list_signs_only_its_headers() {
    // Source: the tests of the Ruby SDK. The SDKs for Go and Python would also sign `x-bce-a`, Python without
    // listing it. A verifier knows only the list.
    assert_eq!(lines(&ruby(), "host;content-md5;date"), "date:2017-01-02\nhost:x.x.x");
    let scheme = explicit("host;content-md5;date");
    let (list, _) = sign(&scheme, &ruby(), &sample(), at("2017-01-02T00:00:00Z"));
    assert_eq!(list, "date;host", "the list is sorted, and has only names of headers in the request");
}

fn canonical_path(path: &str) -> String {
    let wire = RawRequest::new("GET", path).header("host", "h");
    canonical(&wire, "host").lines().nth(1).unwrap().to_owned()
}

#[test]
fn path_keeps_its_slashes_and_empty_path_is_root() {
    // Source: the tests of the Ruby SDK.
    assert_eq!(canonical_path(""), "/");
    assert_eq!(canonical_path("/"), "/");
    assert_eq!(
        canonical_path("/中文bucket/中文object"),
        "/%E4%B8%AD%E6%96%87bucket/%E4%B8%AD%E6%96%87object"
    );
    assert_eq!(canonical_path("中文bucket"), "/%E4%B8%AD%E6%96%87bucket");
}

fn canonical_query(query: &str) -> String {
    let wire = RawRequest::new("GET", &format!("/?{query}")).header("host", "h");
    canonical(&wire, "host").lines().nth(2).unwrap().to_owned()
}

#[test]
fn reserved_characters_are_escaped() {
    // Source: the tests of the JavaScript SDK.
    let text = "!'()*this is an example for 测试";
    let escaped = "%21%27%28%29%2Athis%20is%20an%20example%20for%20%E6%B5%8B%E8%AF%95";
    assert_eq!(tingji_signing_core::encode::percent_encode(text), escaped);
    assert_eq!(canonical_query("k=!'()*this+is%20an example+for+测试"), format!("k={escaped}"));
}

#[test]
fn parameter_without_a_value_gets_an_equals_sign() {
    // Source: the tests of the JavaScript SDK.
    assert_eq!(canonical_query("A=A&B&C="), "A=A&B=&C=");
}

#[test]
fn escaped_pairs_are_sorted_not_names() {
    // Source: the documentation.
    assert_eq!(canonical_query("text&text1=测试&text10=test"), "text10=test&text1=%E6%B5%8B%E8%AF%95&text=");
}

#[test]
fn header_without_a_value_is_not_listed() {
    // Source: the Go SDK's test. That SDK never signs `x-bce-request-id`, but the Python SDK does. This signer signs
    // it if the caller lists it, and with the vendor's default headers, which include every `x-bce-…` header.
    let wire = RawRequest::new("PUT", "/")
        .header("host", "h")
        .header("x-bce-request-id", "id")
        .header("x-bce-storage-class", "STANDARD")
        .header("x-bce-meta-key1", "")
        .header("x-bce-meta-key2", "v");
    let scheme = explicit("host;x-bce-meta-key1;x-bce-meta-key2;x-bce-storage-class");
    let (list, _) = sign(&scheme, &wire, &sample(), at("2014-06-13T05:57:36Z"));
    assert_eq!(list, "host;x-bce-meta-key2;x-bce-storage-class");
    assert!(lines(&wire, "").contains("x-bce-request-id:id"));
}
