//! Tokens and keys are printed only by `expose_secret`.

use tingji_core::Credential;
use tingji_signing_core::encode::percent_encode;
use tingji_signing_core::{
    Bce, Huaweicloud, PresignHeaders, Scheme, SignError, SigningInstructions, SigningTrace, Ucloud,
    Verification, VerifyError, Volcengine,
};

use super::{SECRET, TOKEN, permanent, temporary, time};
use crate::support::{RawRequest, verified_trace};

/// Every debug and display text of a signature, its verification and its trace.
fn printed(signed: &SigningInstructions, verification: &Verification, trace: &SigningTrace) -> String {
    let mut text = format!("{signed:?} {signed:#?} {verification:?} {verification:#?} {trace:?} {trace:#?}");
    for canonical in [verification.canonical_request(), verification.string_to_sign()]
        .into_iter()
        .chain([trace.canonical_request(), trace.string_to_sign()])
    {
        text += &format!(" {canonical} {canonical:?}");
    }
    text
}

/// Asserts that a text contains no secret.
#[track_caller]
fn assert_redacted(text: &str) {
    for secret in [TOKEN, &percent_encode(TOKEN), SECRET, "other-token", "hunter2"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

/// Signs and verifies a request, asserts that all texts are redacted, and returns the exposed canonical request.
#[track_caller]
fn exposed(scheme: &impl Scheme, wire: &RawRequest) -> String {
    let signed = scheme.sign(&wire.view(), &temporary(), time()).unwrap();
    let wire = wire.clone().with(&signed);
    let verification = scheme.verify(&wire.view(), &temporary(), time());
    assert_eq!(verification.error(), None);
    let trace = verified_trace(scheme, &wire, &temporary(), time());
    let texts = printed(&signed, &verification, &trace);
    assert_redacted(&texts);
    assert!(!texts.contains(signed.get("Signature").unwrap_or("no parameter")));
    let other = permanent().with_security_token("other-token");
    let refused = scheme.verify(&wire.view(), &other, time());
    assert_eq!(refused.error(), Some(&VerifyError::TokenMismatch));
    assert_redacted(&printed(&signed, &refused, &trace));
    assert_eq!(refused.canonical_request(), trace.canonical_request());
    trace.canonical_request().expose_secret()
}

fn stop() -> RawRequest {
    RawRequest::new("PUT", "/v2/instance/i-a?stop").header("Host", "h.example.com").body("{}")
}

#[test]
fn header_token_is_printed_only_by_expose() {
    assert!(exposed(&Bce::new(), &stop()).contains(&percent_encode(TOKEN)));
    for text in [
        exposed(&Volcengine::new("cn-beijing", "ecs"), &stop()),
        exposed(&Huaweicloud::new(), &stop()),
        exposed(&Huaweicloud::derived("cn-north-4", "modelarts"), &stop()),
    ] {
        assert!(text.contains(&format!("x-security-token:{TOKEN}\n")), "{text}");
    }
}

#[test]
fn parameter_token_is_printed_only_by_expose() {
    let form = RawRequest::new("POST", "/").body("Action=A&Region=r");
    let query = RawRequest::new("GET", "/?Action=A&Region=r");
    let json =
        form.clone().header("Content-Type", "application/json").body("{\"Action\":\"A\",\"Region\":\"r\"}");
    for wire in [form, query, json] {
        let text = exposed(&Ucloud, &wire);
        assert_eq!(text, format!("ActionAPublicKeymy_akRegionrSecurityToken{TOKEN}"));
    }
}

#[test]
fn ucloud_private_key_is_printed_only_by_expose() {
    let wire = RawRequest::new("POST", "/").body("Action=A");
    let wire = wire.clone().with(&Ucloud.sign(&wire.view(), &temporary(), time()).unwrap());
    let trace = verified_trace(&Ucloud, &wire, &temporary(), time());
    assert!(trace.string_to_sign().expose_secret().ends_with(SECRET));
    assert!(!trace.canonical_request().expose_secret().contains(SECRET));
    assert_eq!(trace.string_to_sign().to_string(), "ActionAPublicKeymy_akSecurityToken******");
}

#[test]
fn url_token_is_redacted() {
    let scheme = Volcengine::new("cn-beijing", "ecs");
    let with_token =
        RawRequest::new("GET", &format!("/?Action=A&X-Security-Token={}", percent_encode(TOKEN)));
    for wire in [RawRequest::new("GET", "/?Action=A"), with_token] {
        let wire = wire.header("Host", "h.example.com");
        let signed = scheme.sign_query(&wire.view(), &temporary(), time(), PresignHeaders::Host).unwrap();
        let wire = wire.with(&signed);
        let verification = scheme.verify(&wire.view(), &temporary(), time());
        assert_redacted(&printed(
            &signed,
            &verification,
            &verified_trace(&scheme, &wire, &temporary(), time()),
        ));
    }
}

#[test]
fn nested_password_parameter_is_redacted() {
    let forms = ["Action=A&Password=hunter2", "Action=A&Hosts.0.Password=hunter2&Z=z"];
    let forms = forms.map(|form| RawRequest::new("POST", "/").body(form));
    let json = RawRequest::new("POST", "/")
        .header("Content-Type", "application/json")
        .body("{\"Action\":\"A\",\"Hosts\":[{\"Name\":\"n\",\"Password\":\"hunter2\"}],\"Z\":\"z\"}");
    for wire in forms.into_iter().chain([json]) {
        assert!(exposed(&Ucloud, &wire).contains("Passwordhunter2"));
    }
}

#[test]
fn error_texts_contain_no_secret() {
    let errors = [
        VerifyError::MissingSignature,
        VerifyError::Malformed("no X-Date"),
        VerifyError::UnknownAccessKey,
        VerifyError::MissingToken,
        VerifyError::TokenMismatch,
        VerifyError::Expired(time()),
        VerifyError::ClockSkew(time()),
        VerifyError::HeaderNotSigned("host"),
        VerifyError::BodyHashMismatch,
        VerifyError::SignatureMismatch,
    ];
    let texts: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert!(texts.iter().all(|text| !text.is_empty() && text.starts_with("the ")));
    let wire = stop().header("x-bce-security-token", "other-token");
    let error = Bce::new().sign(&wire.view(), &temporary(), time()).unwrap_err();
    assert_eq!(error, SignError::TokenMismatch);
    assert_redacted(&format!("{error} {error:?}"));
    assert_redacted(&format!("{:?}", Credential::clone(&temporary())));
}
