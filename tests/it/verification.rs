//! Results of the verifiers for incorrectly signed requests, and the redaction of secrets in them.

mod bce;
mod huaweicloud;
mod redaction;
mod ucloud;
mod volcengine;

use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{Scheme, VerifyError};

use crate::support::{RawRequest, assert_valid};

const SECRET: &str = "swordfish-and-chips";
const TOKEN: &str = "session+token/of==one";

fn permanent() -> Credential {
    Credential::new("my_ak", SECRET)
}

fn temporary() -> Credential {
    permanent().with_security_token(TOKEN)
}

fn time() -> UnixTime {
    UnixTime::from_seconds(1_704_164_645)
}

/// Signs a request, and asserts that it verifies.
#[track_caller]
fn signed(scheme: &impl Scheme, wire: &RawRequest, credential: &Credential) -> RawRequest {
    let signed = scheme.sign(&wire.view(), credential, time()).unwrap();
    let wire = wire.clone().with(&signed);
    assert_valid(&scheme.verify(&wire.view(), credential, time()));
    wire
}

/// Error of a verification at a time.
fn error_at(
    scheme: &impl Scheme,
    wire: &RawRequest,
    credential: &Credential,
    now: UnixTime,
) -> Option<VerifyError> {
    scheme.verify(&wire.view(), credential, now).error().cloned()
}

/// Error of a verification at the time of the signature.
fn error(scheme: &impl Scheme, wire: &RawRequest, credential: &Credential) -> Option<VerifyError> {
    error_at(scheme, wire, credential, time())
}

/// Error of a request that can't be parsed. Asserts that the presented credential has the same error.
#[track_caller]
fn parse_error(scheme: &impl Scheme, wire: &RawRequest) -> VerifyError {
    let error = error(scheme, wire, &permanent()).unwrap();
    assert_eq!(scheme.presented_credential(&wire.view()), Err(error.clone()));
    let verification = scheme.verify(&wire.view(), &permanent(), time());
    assert_eq!(verification.canonical_request().expose_secret(), "", "no text was computed");
    error
}

/// The malformed part.
fn malformed(error: &VerifyError) -> &'static str {
    match error {
        VerifyError::Malformed(part) => part,
        other => panic!("{other:?}"),
    }
}

/// Removes a header.
fn without(mut wire: RawRequest, name: &str) -> RawRequest {
    wire.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    wire
}

/// Replaces a part of one header.
#[track_caller]
fn edited(mut wire: RawRequest, name: &str, from: &str, to: &str) -> RawRequest {
    let header = wire.headers.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(name));
    let (_, value) = header.unwrap();
    assert!(value.contains(from), "{value}");
    *value = value.replacen(from, to, 1);
    wire
}
