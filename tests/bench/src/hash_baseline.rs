//! The hash baseline of each scheme: only its hash calls, on the bytes that the signer hashes.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha1::block_api::compress;
use sha2::{Digest, Sha256};
use tingji_signing_core::{Bce, Huaweicloud, Scheme, Ucloud, Volcengine};

use crate::inputs::{self, REGION, Request, SECRET_KEY, SERVICE};
use crate::timing::Case;

type Digest32 = [u8; 32];

/// Initial state of SHA-1.
const START: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];

pub(crate) fn cases() -> Vec<Case> {
    let volcengine = Texts::of(&Volcengine::new(REGION, SERVICE), &Request::get());
    let cached = (volcengine.clone(), keyed(&volcengine_key()));
    let huaweicloud = Texts::of(&Huaweicloud::new(), &Request::get());
    let bce = Texts::of(&Bce::new(), &Request::get());
    let bce_key = "0123456789abcdef".repeat(4);
    let ucloud = Texts::of(&Ucloud, &Request::form());
    vec![
        Case::new("hash baseline of volcengine, key cached", move || {
            mac(cached.1.clone(), &Sha256::digest(&cached.0.request), &cached.0.string)
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
        blocks("blocks of ucloud alone", ucloud.string.clone()),
        Case::new("hash baseline of ucloud", move || Sha1::digest(&ucloud.string)),
    ]
}

/// SHA-1 of a text that is padded before the clock runs.
fn blocks(name: &'static str, mut text: Vec<u8>) -> Case {
    let digest = Sha1::digest(&text);
    let bits = 8 * text.len() as u64;
    text.push(0x80);
    text.resize((text.len() + 8).next_multiple_of(64), 0);
    *text.last_chunk_mut().expect("at least one block") = bits.to_be_bytes();
    assert!(compress_blocks(&text).iter().flat_map(|word| word.to_be_bytes()).eq(digest));
    Case::new(name, move || compress_blocks(&text))
}

fn compress_blocks(text: &[u8]) -> [u32; 5] {
    let mut state = START;
    compress(&mut state, text.as_chunks().0);
    state
}

/// The texts that the signer hashes, from the signer's own trace.
#[derive(Clone)]
struct Texts {
    request: Vec<u8>,
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
