//! The hash baseline of each scheme: only its hash calls, on the bytes that the signer hashes.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use tingji_signing_core::{Bce, Huaweicloud, Scheme, Ucloud, Volcengine};

use crate::inputs::{self, REGION, Request, SECRET_KEY, SERVICE};
use crate::timing::Case;

/// Result of SHA-256 and of HMAC-SHA256.
type Digest32 = [u8; 32];

pub(crate) fn cases() -> Vec<Case> {
    let volcengine = Texts::of(&Volcengine::new(REGION, SERVICE), &Request::get());
    let cached = volcengine.clone();
    let cached_key = keyed(&volcengine_key());
    let huaweicloud = Texts::of(&Huaweicloud::new(), &Request::get());
    let bce = Texts::of(&Bce::new(), &Request::get());
    let bce_key = "0123456789abcdef".repeat(4);
    let ucloud = Texts::of(&Ucloud, &Request::form());
    vec![
        Case::new("hash baseline of volcengine, key cached", move || {
            mac(cached_key.clone(), &Sha256::digest(&cached.request), &cached.string)
        }),
        Case::new("hash baseline of volcengine, key derived", move || {
            let key = keyed(&volcengine_key());
            mac(key, &Sha256::digest(&volcengine.request), &volcengine.string)
        }),
        Case::new("hash baseline of huaweicloud", move || {
            let key = keyed(SECRET_KEY.as_bytes());
            mac(key, &Sha256::digest(&huaweicloud.request), &huaweicloud.string)
        }),
        Case::new("hash baseline of bce", move || {
            let key = hmac(SECRET_KEY.as_bytes(), &bce.string);
            // The real key is the hex text of this one. Writing the text does not belong to the hash calls.
            std::hint::black_box(key);
            hmac(bce_key.as_bytes(), &bce.request)
        }),
        Case::new("hash baseline of ucloud", move || Sha1::digest(&ucloud.string)),
    ]
}

/// The texts that the signer hashes, from the signer's own trace.
#[derive(Clone)]
struct Texts {
    /// Canonical request.
    request: Vec<u8>,
    /// String to sign.
    string: Vec<u8>,
}

impl Texts {
    fn of(scheme: &impl Scheme, request: &Request) -> Self {
        let trace = scheme.trace(&request.signed(scheme).view(), Some(&inputs::credential()));
        let trace = trace.expect("the input can be signed");
        Self {
            request: trace.canonical_request().expose_secret().into(),
            string: trace.string_to_sign().expose_secret().into(),
        }
    }
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes any key")
}

fn hmac(key: &[u8], message: &[u8]) -> Digest32 {
    keyed(key).chain_update(message).finalize().into_bytes().into()
}

/// Computes the digest only for its cost: its hex text is already in the string.
fn mac(key: Hmac<Sha256>, digest: &[u8], string: &[u8]) -> Digest32 {
    std::hint::black_box(digest);
    key.chain_update(string).finalize().into_bytes().into()
}

fn volcengine_key() -> Digest32 {
    let date = &inputs::time().iso_basic()[..8];
    let first = hmac(SECRET_KEY.as_bytes(), date.as_bytes());
    [REGION, SERVICE, "request"].iter().fold(first, |key, part| hmac(&key, part.as_bytes()))
}
