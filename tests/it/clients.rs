//! Requests in the forms of real clients that are not among the recorded ones. Each test contains the canonical text
//! and computes the signature by hand, so that only the verifier is under test.

mod bce;
mod huaweicloud;
mod ucloud;
mod volcengine;

use tingji_core::Credential;

const SECRET: &str = "c2VjcmV0LWV4YW1wbGU=";
const TOKEN: &str = "STSTOKENexample==";
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn permanent() -> Credential {
    Credential::new("AKexample", SECRET)
}

fn temporary() -> Credential {
    permanent().with_security_token(TOKEN)
}
