//! Tokens and keys stand in the exposed texts and nowhere else.

use tingji_core::Credential;
use tingji_signing_core::encode::percent_encode;
use tingji_signing_core::{
    Bce, Huaweicloud, PresignHeaders, Scheme, SignError, SigningInstructions, SigningTrace, Ucloud,
    Verification, VerifyError, Volcengine,
};

use super::{SECRET, TOKEN, permanent, temporary, time};
use crate::support::{Wire, explained};

/// Every way to print these, in one text.
fn printed(signed: &SigningInstructions, verdict: &Verification, explained: &SigningTrace) -> String {
    let mut text = format!("{signed:?} {signed:#?} {verdict:?} {verdict:#?} {explained:?} {explained:#?}");
    for shown in [verdict.canonical_request(), verdict.string_to_sign()]
        .into_iter()
        .chain([explained.canonical_request(), explained.string_to_sign()])
    {
        text += &format!(" {shown} {shown:?}");
    }
    text
}

#[track_caller]
fn shows_nothing(text: &str) {
    for secret in [TOKEN, &percent_encode(TOKEN), SECRET, "other-token", "hunter2"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

/// Signs and verifies, prints everything, and returns the canonical request with all that is in it.
#[track_caller]
fn exposed(scheme: &impl Scheme, wire: &Wire) -> String {
    let signed = scheme.sign(&wire.view(), &temporary(), time()).unwrap();
    let wire = wire.clone().with(&signed);
    let verdict = scheme.verify(&wire.view(), &temporary(), time());
    assert_eq!(verdict.error(), None);
    let explained = explained(scheme, &wire, &temporary(), time());
    let texts = printed(&signed, &verdict, &explained);
    shows_nothing(&texts);
    assert!(!texts.contains(signed.get("Signature").unwrap_or("no parameter")));
    let other = permanent().with_security_token("other-token");
    let refused = scheme.verify(&wire.view(), &other, time());
    assert_eq!(refused.error(), Some(&VerifyError::TokenMismatch));
    shows_nothing(&printed(&signed, &refused, &explained));
    assert_eq!(refused.canonical_request(), explained.canonical_request());
    explained.canonical_request().expose()
}

fn stop() -> Wire {
    Wire::new("PUT", "/v2/instance/i-a?stop").header("Host", "h.example.com").body("{}")
}

#[test]
fn a_token_in_a_header_is_exposed_on_demand_only() {
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
fn a_token_among_parameters_is_exposed_on_demand_only() {
    let form = Wire::new("POST", "/").body("Action=A&Region=r");
    let query = Wire::new("GET", "/?Action=A&Region=r");
    let json =
        form.clone().header("Content-Type", "application/json").body("{\"Action\":\"A\",\"Region\":\"r\"}");
    for wire in [form, query, json] {
        let text = exposed(&Ucloud, &wire);
        assert_eq!(text, format!("ActionAPublicKeymy_akRegionrSecurityToken{TOKEN}"));
    }
}

#[test]
fn ucloud_hashes_its_private_key_and_shows_it_in_the_exposed_text_alone() {
    let wire = Wire::new("POST", "/").body("Action=A");
    let wire = wire.clone().with(&Ucloud.sign(&wire.view(), &temporary(), time()).unwrap());
    let explained = explained(&Ucloud, &wire, &temporary(), time());
    assert!(explained.string_to_sign().expose().ends_with(SECRET));
    assert!(!explained.canonical_request().expose().contains(SECRET));
    assert_eq!(explained.string_to_sign().to_string(), "ActionAPublicKeymy_akSecurityToken******");
}

#[test]
fn a_token_in_a_url_is_not_shown() {
    let scheme = Volcengine::new("cn-beijing", "ecs");
    let given = Wire::new("GET", &format!("/?Action=A&X-Security-Token={}", percent_encode(TOKEN)));
    for wire in [Wire::new("GET", "/?Action=A"), given] {
        let wire = wire.header("Host", "h.example.com");
        let signed = scheme.sign_query(&wire.view(), &temporary(), time(), PresignHeaders::Host).unwrap();
        let wire = wire.with(&signed);
        let verdict = scheme.verify(&wire.view(), &temporary(), time());
        shows_nothing(&printed(&signed, &verdict, &explained(&scheme, &wire, &temporary(), time())));
    }
}

#[test]
fn a_password_among_parameters_is_not_shown_however_deep_it_stands() {
    let forms = ["Action=A&Password=hunter2", "Action=A&Hosts.0.Password=hunter2&Z=z"];
    let forms = forms.map(|form| Wire::new("POST", "/").body(form));
    let json = Wire::new("POST", "/")
        .header("Content-Type", "application/json")
        .body("{\"Action\":\"A\",\"Hosts\":[{\"Name\":\"n\",\"Password\":\"hunter2\"}],\"Z\":\"z\"}");
    for wire in forms.into_iter().chain([json]) {
        assert!(exposed(&Ucloud, &wire).contains("Passwordhunter2"));
    }
}

#[test]
fn the_texts_of_problems_and_errors_name_no_secret() {
    let problems = [
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
    let texts: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(texts.iter().all(|text| !text.is_empty() && text.starts_with("the ")));
    let wire = stop().header("x-bce-security-token", "other-token");
    let error = Bce::new().sign(&wire.view(), &temporary(), time()).unwrap_err();
    assert_eq!(error, SignError::TokenMismatch);
    shows_nothing(&format!("{error} {error:?}"));
    shows_nothing(&format!("{:?}", Credential::clone(&temporary())));
}
