//! Requests that the official Go SDK signed with a fixed clock, and two requests that SDKs sent.
//!
//! The Python SDK computes equal signatures, except where a comment says otherwise.

use tingji_core::Credential;
use tingji_signing_core::{Bce, Scheme, SignedHeaders};

use super::{explicit, sample, sign};
use crate::support::{RawRequest, assert_valid, at, hmac_hex};

const DATE: &str = "2015-08-11T04:17:29Z";

fn wire(method: &str, target: &str, host: &str) -> RawRequest {
    RawRequest::new(method, target).header("Host", host).header("x-bce-date", DATE)
}

fn bcc(method: &str, target: &str) -> RawRequest {
    wire(method, target, "bcc.bj.baidubce.com")
}

/// Signs the minimal headers, and compares the signature.
#[track_caller]
fn assert_minimal(wire: &RawRequest, signature: &str) {
    let signed = sign(&Bce::new(), wire, &sample(), at(DATE));
    assert_eq!(signed, ("host;x-bce-date".to_owned(), signature.to_owned()));
}

/// Signs the headers of a list, and compares the list and the signature.
#[track_caller]
fn assert_listed(wire: &RawRequest, list: &str, signature: &str) {
    let signed = sign(&explicit(list), wire, &sample(), at(DATE));
    assert_eq!(signed, (list.to_owned(), signature.to_owned()));
}

fn signing_key(seconds: u32) -> String {
    hmac_hex("my_sk", &format!("bce-auth-v1/my_ak/{DATE}/{seconds}"))
}

#[test]
fn signing_key_depends_on_the_validity() {
    assert_eq!(signing_key(1800), "5c2fbed331322ec6f87eaa49741a9eb08b016516b4727964a0ef12ed35650711");
    assert_eq!(signing_key(3600), "43c4572e619dc3af66bde3e3e86a9a4e1902906c9b81582d08f698063459e912");
}

#[test]
fn instance_operations_have_the_sdk_signature() {
    let one = "/v2/instance/i-YufwpQAe";
    for (method, target, signature) in [
        ("PUT", &*format!("{one}?stop"), "2b1b69ee83cecef8bc4b3a079a37b36a307e0deaeba1cfbcf6500cb5ec900cf5"),
        ("PUT", &format!("{one}?start"), "0c3151aad95b69f870ea03643e3f013f83bdcc51b32ef3f5385f82e869625ad4"),
        ("PUT", &format!("{one}?reboot"), "9669c330fa382fb61c1e80b854eef22d0f067465b7dd2f6778db21a69ec4a074"),
        ("DELETE", one, "b6616456db4d5ccf526fcd101f8f4c0e37b013cabbcfaee61c678904c18b8e42"),
        (
            "GET",
            "/v2/instance/i-CFQRKlT2",
            "07d2c42dbdbc51347aeb7bcab47d7af88c3ba1a4c034558a3fe06df28b5e8939",
        ),
        (
            "GET",
            "/v2/instance?marker=i-CFQRKlT2&maxKeys=1000",
            "7c49a0cae7bb4a3f4ba1bdaf492fea14ef35c51c42084c0d3ca75d389fb001b6",
        ),
        (
            "PUT",
            "/v2/instance/batchAction?stop&clientToken=be31b98c-5e41-4838-9830-9be700de5a20",
            "36b58ae9161a6bcce2bbe722a2fdba045f0c4941dd42b211f4bbb2286f4ddb83",
        ),
    ] {
        assert_minimal(&bcc(method, target), signature);
    }
}

#[test]
fn equals_sign_does_not_change_the_signature() {
    let signature = "2b1b69ee83cecef8bc4b3a079a37b36a307e0deaeba1cfbcf6500cb5ec900cf5";
    assert_minimal(&bcc("PUT", "/v2/instance/i-YufwpQAe?stop="), signature);
}

#[test]
fn documented_samples_sign_only_the_host_for_an_hour() {
    let wire = RawRequest::new("PUT", "/v2/instance/i-YufwpQAe?stop").header("Host", "bcc.bj.baidubce.com");
    let scheme = Bce { expires_in_seconds: 3600, ..explicit("host") };
    let signed = scheme.sign(&wire.view(), &sample(), at(DATE)).unwrap();
    assert_eq!(signed.get("x-bce-date"), None, "the list does not contain it");
    assert_eq!(
        signed.authorization(),
        Some(
            "bce-auth-v1/my_ak/2015-08-11T04:17:29Z/3600/host/\
             6b5f12229860b93ffffddcec896b2bada08c43bb55e50b97d1a8e041175ae6c8"
        )
    );
    assert_valid(&Bce::new().verify(&wire.with(&signed).view(), &sample(), at("2015-08-11T05:17:29Z")));
}

fn full() -> RawRequest {
    bcc("PUT", "/v2/instance/i-YufwpQAe?stop")
        .header("Content-Type", "application/json;charset=utf-8")
        .header("Content-Length", "44")
        .header("Content-Md5", "A5qwV7yuXgEjkjXrIGfigQ==")
        .header("x-bce-request-id", "be31b98c-5e41-4838-9830-9be700de5a20")
}

#[test]
fn go_sdk_does_not_sign_the_request_id() {
    let list = "content-length;content-md5;content-type;host;x-bce-date";
    let signature = "c9660276fe6b5a6ff518fd46d8a3f7a024bc87ff50d67ac5cd5f9870c3e38009";
    assert_listed(&full(), list, signature);
    // The Python SDK signs the request id. This signer does too, with the vendor's default headers.
    let default = Bce { signed_headers: SignedHeaders::VendorDefault, ..Bce::new() };
    assert_ne!(sign(&default, &full(), &sample(), at(DATE)).1, signature);
}

#[test]
fn session_token_is_sent_and_signed() {
    let credential = Credential::new("my_ak", "my_sk").with_security_token("tok+/==");
    let wire = bcc("PUT", "/v2/instance/i-YufwpQAe?stop");
    let (list, signature) = sign(&Bce::new(), &wire, &credential, at(DATE));
    assert_eq!(list, "host;x-bce-date;x-bce-security-token");
    assert_eq!(signature, "b84028ef71d3b22559bc46f58d354d5ed6ecced13b1077e4b9b5bc1df8f9fa03");
}

#[test]
fn parameters_are_sorted_as_escaped_pairs() {
    let target = "/v2/instance?text=&text1=%E6%B5%8B%E8%AF%95&text10=test";
    assert_minimal(&bcc("GET", target), "c5f562b2317e4d206e3e3e1ea78e34ceb61ad061b0b0950e48780af26e6f661d");
}

#[test]
fn authorization_parameter_is_not_signed() {
    // The Python SDK signs the parameter because of an error: it compares a method with a text. This signer follows
    // the Go SDK and the documentation.
    let signature = "b2efb3e693e2db15b513e72fc70076b18257c134c7c08d0f848f34294eb108ba";
    let target = "/v2/instance?marker=m%20k%2F1%2B~&maxKeys=2&A%20b=%26%3D%3F";
    assert_minimal(&bcc("GET", target), signature);
    assert_minimal(&bcc("GET", &format!("{target}&Authorization=x")), signature);
    assert_minimal(&bcc("GET", &format!("{target}&authorization=y")), signature);
}

#[test]
fn path_is_signed_without_normalization() {
    for (path, signature) in [
        ("//v2//instance/", "0d67ed1e24ab18a47b8420ca75f6739515bd174c6dcad6ed505f64f63e7fc862"),
        ("/v2/./a/../b", "788778f244288f4774aa3e6816e1dabadc05767b834df10927838a308cec4646"),
        // The path for the Go SDK was `~a%41` with a literal percent sign, which is sent as `%25`.
        ("/v2/~a%2541/*'()", "f6f4d5e45a7b30837713cc96d9ed7c3c084bb15abeb20b136b3d0a3cc8fd40fe"),
        ("/v2/~a%2541/%2A%27%28%29", "f6f4d5e45a7b30837713cc96d9ed7c3c084bb15abeb20b136b3d0a3cc8fd40fe"),
        ("/example/测试", "3de879b2b248e142ccecb8552228fee98d8f809b8662641462345e221aaa51b7"),
        ("/example/%e6%b5%8b%E8%AF%95", "3de879b2b248e142ccecb8552228fee98d8f809b8662641462345e221aaa51b7"),
        ("", "603d70abeb829b972165a7ac3e5b381875cce7d39804083969e4b19e6c66c877"),
        ("v2/instance", "046bdf1fc4d9438d918a938b7c07cb15a700e578a615dff212b971e2ca970927"),
    ] {
        assert_minimal(&bcc("GET", path), signature);
    }
}

#[test]
fn header_values_are_trimmed_and_blank_ones_omitted() {
    let wire = bcc("GET", "/v2/instance")
        .header("X-BCE-Empty", "  ")
        .header("x-bce-b", "  v v  ")
        .header("X-Bce-A", "a/b:c")
        .header("Content-Type", "");
    let signature = "d93446dda1ca65d090cb53854e0b36bfe52474c99ee18e5784b97f4ad84910c9";
    assert_listed(&wire, "host;x-bce-a;x-bce-b;x-bce-date", signature);
    let default = Bce { signed_headers: SignedHeaders::VendorDefault, ..Bce::new() };
    assert_eq!(sign(&default, &wire, &sample(), at(DATE)), (String::new(), signature.to_owned()));
}

#[test]
fn host_is_signed_with_its_port() {
    let wire = wire("GET", "/v2/instance", "127.0.0.1:8080");
    assert_minimal(&wire, "6afae0c869b00fff076112764245691ec8edfef85860426847cefe2e2aa22e42");
}

#[test]
fn header_lines_are_sorted_whole_and_the_list_by_name() {
    let wire = bcc("GET", "/v2/instance").header("x-bce-meta", "1").header("x-bce-meta-key", "2");
    let list = "host;x-bce-date;x-bce-meta;x-bce-meta-key";
    assert_listed(&wire, list, "4f5318daaf46c40a33d9d07c3c28f0f197ceba8580fbb5ab2394d1f661c249a1");
    assert!(super::lines(&wire, list).ends_with("x-bce-meta-key:2\nx-bce-meta:1"));
    let wire =
        bcc("GET", "/v2/instance").header("x-bce-meta-metakey", "1").header("x-bce-metadata-directive", "2");
    let list = "host;x-bce-date;x-bce-meta-metakey;x-bce-metadata-directive";
    assert_listed(&wire, list, "2427a853782a05aed8cfd09f6dc0245619f05dba5013811201bc7c0f890d05ae");
}

#[test]
fn other_products_have_the_sdk_signature() {
    let hpas = wire("POST", "/?action=StopInstances", "hpas.bj.baidubce.com");
    assert_minimal(&hpas, "3b9af83a0a77635784d664a6095fca238261e310d76f8e9043f5668cd4cb96b7");
    let target = "/?action=StopDevInstance&devInstanceId=dv-343423e3";
    let aihc = wire("POST", target, "aihc.bj.baidubce.com").header("version", "v2");
    assert_minimal(&aihc, "aa94bab76dababf33780b579a97b4ecfdbbc1a430ec07db199daa6e2a210f5e5");
}

#[test]
fn stop_sent_by_the_go_sdk_verifies() {
    let authorization = "bce-auth-v1/my_ak/2026-11-21T01:42:53Z/1800/\
                         content-length;content-md5;content-type;host;x-bce-date/\
                         fd67690f3cf140cebe56792d8c76d31382317a10bee55d628ace9c9651d61ac4";
    let wire = RawRequest::new("PUT", "/v2/instance/i-YufwpQAe?stop")
        .header("Host", "127.0.0.1:18098")
        .header("Content-Type", "application/json;charset=utf-8")
        .header("Content-Length", "44")
        .header("Content-Md5", "A5qwV7yuXgEjkjXrIGfigQ==")
        .header("X-Bce-Date", "2026-11-21T01:42:53Z")
        .header("Authorization", authorization)
        .body("{\"forceStop\":false,\"stopWithNoCharge\":false}");
    assert_valid(&Bce::new().verify(&wire.view(), &sample(), at("2026-11-21T01:42:54Z")));
}

#[test]
fn stop_sent_by_the_python_sdk_verifies() {
    let authorization = "bce-auth-v1/my_ak/2026-11-21T01:42:14Z/1800//\
                         2ecc42c2721593aedca23f85ab7aef6ce1c6b0f1d9d0845f69f5606b190c227e";
    let wire = RawRequest::new("PUT", "/v2/instance/i-YufwpQAe?stop=")
        .header("Host", "127.0.0.1:18099")
        .header("Content-Length", "47")
        .header("x-bce-date", "2026-11-21T01:42:14Z")
        .header("Authorization", authorization)
        .body("{\"forceStop\": false, \"stopWithNoCharge\": false}");
    assert_valid(&Bce::new().verify(&wire.view(), &sample(), at("2026-11-21T01:42:15Z")));
}
