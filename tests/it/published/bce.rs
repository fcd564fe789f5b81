//! Baidu AI Cloud. Origins: the worked example of <https://cloud.baidu.com/doc/Reference/s/njwvz1yfu>,
//! the unit tests of the SDKs for JavaScript, Ruby, Python and Go and of two third parties, and requests
//! that the official Go SDK signed with a pinned clock.

use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{Bce, Scheme, SignError, SignedHeaders, Verification, VerifyError};

use crate::support::{Wire, assert_valid, at, explained, hmac_hex};

mod go_sdk;

fn documented() -> Credential {
    Credential::new("a".repeat(32), "b".repeat(32))
}

fn mine() -> Credential {
    Credential::new("my_ak", "my_sk")
}

fn explicit(names: &str) -> Bce {
    let names = names.split(';').map(str::to_owned).collect();
    Bce { signed_headers: SignedHeaders::Explicit(names), ..Bce::new() }
}

fn vendor_default() -> Bce {
    Bce { signed_headers: SignedHeaders::VendorDefault, ..Bce::new() }
}

/// Signs, verifies, and returns the list and the signature.
#[track_caller]
fn sign(scheme: &Bce, wire: &Wire, credential: &Credential, time: UnixTime) -> (String, String) {
    let signed = scheme.sign(&wire.view(), credential, time).unwrap();
    assert_valid(&scheme.verify(&wire.clone().with(&signed).view(), credential, time));
    let mut parts = signed.authorization().unwrap().rsplitn(3, '/').map(str::to_owned);
    let signature = parts.next().unwrap();
    (parts.next().unwrap(), signature)
}

/// What a verifier makes of a request with this list of signed headers, whatever the signature.
fn verdict(wire: &Wire, list: &str) -> Verification {
    let authorization = format!("bce-auth-v1/my_ak/2014-06-13T05:57:36Z/1800/{list}/0");
    let wire = wire.clone().header("Authorization", &authorization);
    Bce::new().verify(&wire.view(), &mine(), at("2014-06-13T05:57:36Z"))
}

fn canonical(wire: &Wire, list: &str) -> String {
    verdict(wire, list).canonical_request().expose()
}

/// The canonical headers alone.
fn lines(wire: &Wire, list: &str) -> String {
    canonical(wire, list).splitn(4, '\n').nth(3).unwrap_or_default().to_owned()
}

const UPLOAD: &str = "/v1/test/myfolder/readme.txt?partNumber=9&uploadId=a44cc9bab11cbd156984767aad637851";

fn upload(target: &str, date: &str) -> Wire {
    Wire::new("PUT", target)
        .header("Host", "bj.bcebos.com")
        .header("Date", "Mon, 27 Apr 2015 16:23:49 +0800")
        .header("Content-Type", "text/plain")
        .header("Content-Length", "8")
        .header("Content-Md5", "NFzcPqhviddjRNnSOGo4rw==")
        .header("x-bce-date", date)
}

const FULL: &str = "content-length;content-md5;content-type;host;x-bce-date";

#[test]
fn the_worked_example_of_the_documentation_is_signed_with_an_empty_list() {
    let (wire, time) = (upload(UPLOAD, "2015-04-27T08:23:49Z"), at("2015-04-27T08:23:49Z"));
    let signed = vendor_default().sign(&wire.view(), &documented(), time).unwrap();
    assert_eq!(
        signed.authorization(),
        Some(
            "bce-auth-v1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/2015-04-27T08:23:49Z/1800//\
             d74a04362e6a848f5b39b15421cb449427f419c95a480fd6b8cf9fc783e2999e"
        )
    );
    let explained = explained(&Bce::new(), &wire.with(&signed), &documented(), time);
    let text = "PUT\n/v1/test/myfolder/readme.txt\npartNumber=9&uploadId=a44cc9bab11cbd156984767aad637851\n\
                content-length:8\ncontent-md5:NFzcPqhviddjRNnSOGo4rw%3D%3D\ncontent-type:text%2Fplain\n\
                host:bj.bcebos.com\nx-bce-date:2015-04-27T08%3A23%3A49Z";
    assert_eq!(explained.canonical_request().expose(), text);
}

#[test]
fn the_signing_key_of_the_worked_example_is_the_hex_text_that_the_page_prints() {
    let prefix = "bce-auth-v1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/2015-04-27T08:23:49Z/1800";
    let key = "1d5ce5f464064cbee060330d973218821825ac6952368a482a592e6615aef479";
    assert_eq!(hmac_hex("b".repeat(32), prefix), key);
    let text = canonical(&upload(UPLOAD, "2015-04-27T08:23:49Z"), FULL);
    assert_eq!(hmac_hex(key, &text), "d74a04362e6a848f5b39b15421cb449427f419c95a480fd6b8cf9fc783e2999e");
}

#[test]
fn the_worked_example_has_the_same_signature_with_the_list_written_out() {
    let wire = upload(UPLOAD, "2015-04-27T08:23:49Z");
    let (list, signature) = sign(&explicit(FULL), &wire, &documented(), at("2015-04-27T08:23:49Z"));
    assert_eq!(list, FULL);
    assert_eq!(signature, "d74a04362e6a848f5b39b15421cb449427f419c95a480fd6b8cf9fc783e2999e");
}

#[test]
fn without_a_query_its_line_stays_and_is_empty() {
    // From the tests of the third-party PHP library `Dzgrief\Bce`.
    let wire = upload("/v1/test/myfolder/readme.txt", "2015-04-27T08:23:49Z");
    let (list, signature) = sign(&vendor_default(), &wire, &documented(), at("2015-04-27T08:23:49Z"));
    assert_eq!(list, "");
    assert_eq!(signature, "0558aac491bbef484d3aaa30ac1e65d4ff10daccd351f15c91e922ee4ce72690");
}

#[test]
fn another_time_gives_another_signature() {
    // From the tests of a third-party Go library, where the date header keeps the time of the worked
    // example. We refuse to sign such a request, as a verifier may go by either time; but it verifies.
    let (wire, time) = (upload(UPLOAD, "2015-04-27T08:23:49Z"), at("2012-11-01T22:08:41Z"));
    let refused = explicit(FULL).sign(&wire.view(), &documented(), time);
    assert_eq!(refused.unwrap_err(), SignError::DateMismatch("x-bce-date"));
    let authorization = "bce-auth-v1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/2012-11-01T22:08:41Z/1800/\
                         content-length;content-md5;content-type;host;x-bce-date/\
                         b47ae03e099e2a1553ef56fbba0c23fd5b632c99bc118df7f652b0fe1b4c5988";
    let wire = wire.header("Authorization", authorization);
    assert_valid(&Bce::new().verify(&wire.view(), &documented(), time));
}

#[test]
fn the_javascript_sdks_example_without_a_date_header_is_signed_the_same() {
    let wire = Wire::new("PUT", "/v1/bucket/object1?A&b=&C=d")
        .header("Host", "bce.baidu.com")
        .header("abc", "123")
        .header("x-bce-meta-key1", "ABC");
    let scheme = explicit("host;x-bce-meta-key1");
    let (list, signature) = sign(&scheme, &wire, &mine(), UnixTime::from_seconds(1_402_639_056));
    assert_eq!(list, "host;x-bce-meta-key1");
    assert_eq!(signature, "80c9672aca2ea9af4bb40b9a8ff458d72df94e97d550840727f3a929af271d25");
    let text = canonical(&wire, &list);
    assert_eq!(text.lines().nth(2), Some("A=&C=d&b="));
    let key = hmac_hex("my_sk", "bce-auth-v1/my_ak/2014-06-13T05:57:36Z/1800");
    assert_eq!(key, "b358d27f22640783b887965f17e6cf57ce5b44e3e44ed171a934df6daff52a7c");
    assert_eq!(hmac_hex(key, &text), signature);
}

#[test]
fn a_content_length_of_zero_is_not_an_empty_value() {
    // From the JavaScript SDK's tests. This request has no host, without which we neither sign nor
    // accept anything; so its canonical form is hashed by hand with the documented key.
    let wire = Wire::new("DELETE", "/v1/test-bucket1361199862")
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Content-Length", "0")
        .header("User-Agent", "This is the user-agent");
    let list = "content-length;content-type";
    let refused = explicit(list).sign(&wire.view(), &mine(), at("2014-06-13T05:57:36Z"));
    assert_eq!(refused.unwrap_err(), SignError::MissingHeader("host"));
    assert_eq!(verdict(&wire, list).error(), Some(&VerifyError::HeaderNotSigned("host")));
    assert_eq!(lines(&wire, list), "content-length:0\ncontent-type:application%2Fjson%3B%20charset%3Dutf-8");
    let key = hmac_hex("my_sk", "bce-auth-v1/my_ak/2014-06-13T05:57:36Z/1800");
    let signature = "c9386b15d585960ae5e6972f73ed92a9a682dc81025480ba5b41206d3e489822";
    assert_eq!(hmac_hex(&key, &canonical(&wire, list)), signature);
    assert_eq!(hmac_hex(&key, &canonical(&wire, "")), signature, "the default set is the same here");
}

#[test]
fn header_values_are_escaped_and_empty_ones_left_out() {
    // The tests of the JavaScript and the Python SDK.
    let wire = Wire::new("GET", "/")
        .header("Host", "localhost")
        .header("x-bce-a", "a/b:c")
        .header("C", "")
        .header("Content-MD5", "MD5");
    assert_eq!(lines(&wire, ""), "content-md5:MD5\nhost:localhost\nx-bce-a:a%2Fb%3Ac");
}

fn ruby() -> Wire {
    Wire::new("GET", "/")
        .header("host", "x.x.x")
        .header("CONTENT-length", "10")
        .header("x-bce-a", "value")
        .header("date", "2017-01-02")
}

#[test]
fn header_names_are_signed_in_lower_case() {
    // The tests of the Ruby SDK.
    assert_eq!(lines(&ruby(), ""), "content-length:10\nhost:x.x.x\nx-bce-a:value");
}

#[test]
fn a_list_that_is_written_out_is_all_that_is_signed() {
    // As in the Ruby SDK's tests. The SDKs for Go and Python would add `x-bce-a`, Python without
    // naming it in the list; a verifier can go by nothing but the list.
    assert_eq!(lines(&ruby(), "host;content-md5;date"), "date:2017-01-02\nhost:x.x.x");
    let scheme = explicit("host;content-md5;date");
    let (list, _) = sign(&scheme, &ruby(), &mine(), at("2017-01-02T00:00:00Z"));
    assert_eq!(list, "date;host", "sorted, and without names that no header has");
}

#[test]
fn the_path_keeps_its_slashes_and_an_empty_one_is_the_root() {
    // The tests of the Ruby SDK.
    let path = |path: &str| {
        let wire = Wire::new("GET", path).header("host", "h");
        canonical(&wire, "host").lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(path(""), "/");
    assert_eq!(path("/"), "/");
    assert_eq!(path("/中文bucket/中文object"), "/%E4%B8%AD%E6%96%87bucket/%E4%B8%AD%E6%96%87object");
    assert_eq!(path("中文bucket"), "/%E4%B8%AD%E6%96%87bucket");
}

fn query(query: &str) -> String {
    let wire = Wire::new("GET", &format!("/?{query}")).header("host", "h");
    canonical(&wire, "host").lines().nth(2).unwrap().to_owned()
}

#[test]
fn everything_but_the_unreserved_characters_is_escaped() {
    // The tests of the JavaScript SDK.
    let text = "!'()*this is an example for 测试";
    let escaped = "%21%27%28%29%2Athis%20is%20an%20example%20for%20%E6%B5%8B%E8%AF%95";
    assert_eq!(tingji_signing_core::encode::percent_encode(text), escaped);
    assert_eq!(query("k=!'()*this+is%20an example+for+测试"), format!("k={escaped}"));
}

#[test]
fn parameters_without_a_value_are_signed_with_an_equals_sign() {
    // The tests of the JavaScript SDK.
    assert_eq!(query("A=A&B&C="), "A=A&B=&C=");
}

#[test]
fn finished_pairs_are_sorted_and_not_names() {
    // The example of the documentation page.
    assert_eq!(query("text&text1=测试&text10=test"), "text10=test&text1=%E6%B5%8B%E8%AF%95&text=");
}

#[test]
fn a_header_without_a_value_is_not_in_the_list() {
    // The Go SDK's test. It never signs `x-bce-request-id`; the Python SDK would. We leave it to the
    // caller: with the vendor's default set it is signed, as every `x-bce-…` header is.
    let wire = Wire::new("PUT", "/")
        .header("host", "h")
        .header("x-bce-request-id", "id")
        .header("x-bce-storage-class", "STANDARD")
        .header("x-bce-meta-key1", "")
        .header("x-bce-meta-key2", "v");
    let scheme = explicit("host;x-bce-meta-key1;x-bce-meta-key2;x-bce-storage-class");
    let (list, _) = sign(&scheme, &wire, &mine(), at("2014-06-13T05:57:36Z"));
    assert_eq!(list, "host;x-bce-meta-key2;x-bce-storage-class");
    assert!(lines(&wire, "").contains("x-bce-request-id:id"));
}
