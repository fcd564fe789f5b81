//! What a verifier says of a request that is not signed well, and what it never shows.

mod bce;
mod huaweicloud;
mod secrecy;
mod ucloud;
mod volcengine;

use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{Scheme, VerifyError};

use crate::support::{Wire, assert_valid};

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

/// The request with its signature, which is good.
#[track_caller]
fn signed(scheme: &impl Scheme, wire: &Wire, credential: &Credential) -> Wire {
    let signed = scheme.sign(&wire.view(), credential, time()).unwrap();
    let wire = wire.clone().with(&signed);
    assert_valid(&scheme.verify(&wire.view(), credential, time()));
    wire
}

fn problem_at(scheme: &impl Scheme, wire: &Wire, who: &Credential, now: UnixTime) -> Option<VerifyError> {
    scheme.verify(&wire.view(), who, now).error().cloned()
}

fn problem(scheme: &impl Scheme, wire: &Wire, who: &Credential) -> Option<VerifyError> {
    problem_at(scheme, wire, who, time())
}

/// What both the claim and the verdict say of a request that can't be read.
#[track_caller]
fn unread(scheme: &impl Scheme, wire: &Wire) -> VerifyError {
    let problem = problem(scheme, wire, &permanent()).unwrap();
    assert_eq!(scheme.presented_credential(&wire.view()), Err(problem.clone()));
    let verdict = scheme.verify(&wire.view(), &permanent(), time());
    assert_eq!(verdict.canonical_request().expose(), "", "nothing was read");
    problem
}

fn malformed(problem: &VerifyError) -> &'static str {
    match problem {
        VerifyError::Malformed(part) => part,
        other => panic!("{other:?}"),
    }
}

fn without(mut wire: Wire, name: &str) -> Wire {
    wire.headers.retain(|(given, _)| !given.eq_ignore_ascii_case(name));
    wire
}

/// The request with a part of one header replaced.
#[track_caller]
fn edited(mut wire: Wire, name: &str, from: &str, to: &str) -> Wire {
    let header = wire.headers.iter_mut().find(|(given, _)| given.eq_ignore_ascii_case(name));
    let (_, value) = header.unwrap();
    assert!(value.contains(from), "{value}");
    *value = value.replacen(from, to, 1);
    wire
}
