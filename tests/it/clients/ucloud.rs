//! Requests of UCloud's Go SDK and of `uai-sdk`.

use tingji_signing_core::{Scheme, Ucloud};

use super::{SECRET, TOKEN, permanent, temporary};
use crate::support::{RawRequest, assert_valid, at, sha1};

/// Signature of the joined text of sorted parameters.
fn sign_by_hand(text: &str) -> String {
    sha1(format!("{text}{SECRET}").as_bytes())
}

fn now() -> tingji_core::UnixTime {
    at("20240102T030405Z")
}

#[test]
fn go_sdk_action_in_the_query_is_unsigned() {
    let signature = sign_by_hand(
        "ActionStopCompShareInstanceProjectIdorg-aPublicKeyAKexampleRegioncn-wlcbUHostIduhost-aZonecn-wlcb-01",
    );
    let wire = RawRequest::new("POST", "/?Action=StopCompShareInstance")
        .header("Host", "api.compshare.cn")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("U-Timestamp-Ms", "1704164645000")
        .header("User-Agent", "GO/go1.21 GO-SDK/0.22.0 Product/@none")
        .body(format!(
            "Action=StopCompShareInstance&ProjectId=org-a&PublicKey=AKexample&Region=cn-wlcb\
             &Signature={signature}&UHostId=uhost-a&Zone=cn-wlcb-01"
        ));
    assert_valid(&Ucloud.verify(&wire.view(), &permanent(), now()));
}

#[test]
fn go_sdk_signs_the_token_and_sends_a_space_as_plus() {
    let text = format!("ActionANamea b+c*!()PublicKeyAKexampleSecurityToken{TOKEN}stop");
    let signature = sign_by_hand(&text);
    let wire = RawRequest::new("POST", "/?Action=A").body(format!(
        "Action=A&Name=a+b%2Bc%2A%21%28%29&PublicKey=AKexample&SecurityToken=STSTOKENexample%3D%3D\
         &Signature={signature}&stop="
    ));
    assert_valid(&Ucloud.verify(&wire.view(), &temporary(), now()));
}

#[test]
fn go_sdk_json_request_has_the_action_in_the_query() {
    let signature = sign_by_hand(
        "ActionGetCompShareInstanceMonitorPublicKeyAKexampleRegioncn-wlcbUHostIdsuhost-auhost-b",
    );
    let wire = RawRequest::new("POST", "/?Action=GetCompShareInstanceMonitor")
        .header("Content-Type", "application/json")
        .body(format!(
            "{{\"Action\":\"GetCompShareInstanceMonitor\",\"PublicKey\":\"AKexample\",\"Region\":\"cn-wlcb\",\
             \"Signature\":\"{signature}\",\"UHostIds\":[\"uhost-a\",\"uhost-b\"]}}"
        ));
    assert_valid(&Ucloud.verify(&wire.view(), &permanent(), now()));
}

#[test]
fn uai_sdk_get_with_an_empty_version_verifies() {
    let signature = sign_by_hand(
        "ActionStopUAIServicePublicKeyAKexampleRegioncn-bj2ServiceIDuaiservice-aSrvVersionZonecn-bj2-04",
    );
    let target = format!(
        "/?Action=StopUAIService&PublicKey=AKexample&Zone=cn-bj2-04&SrvVersion=&ServiceID=uaiservice-a\
         &Region=cn-bj2&Signature={signature}"
    );
    let wire =
        RawRequest::new("GET", &target).header("Host", "api.ucloud.cn").header("Connection", "keep-alive");
    assert_valid(&Ucloud.verify(&wire.view(), &permanent(), now()));
    let bare = RawRequest::new("GET", &target.replace("SrvVersion=&", "SrvVersion&"));
    assert_valid(&Ucloud.verify(&bare.view(), &permanent(), now()));
}
