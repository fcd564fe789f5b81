//! Pure signers and verifiers for the request signatures of four Chinese clouds.
//!
//! | scheme | clouds | what carries the signature |
//! |---|---|---|
//! | [`Ucloud`] | UCloud, CompShare | the parameters `PublicKey` and `Signature` |
//! | [`Bce`] | Baidu AI Cloud | `Authorization: bce-auth-v1/…` |
//! | [`Volcengine`] | Volcengine, BytePlus | `Authorization: HMAC-SHA256 …`, or the query |
//! | [`Huaweicloud`] | Huawei Cloud | `Authorization: SDK-HMAC-SHA256 …` or `V11-HMAC-SHA256 …` |
//!
//! Everything here is synchronous and knows no clock, no environment and no socket: the time is a
//! parameter, the request a read-only [`RequestView`], the result a list of additions.
//!
//! # The contract
//!
//! 1. **The wire request is authoritative.** Path and query are taken as they will be sent, percent
//!    escapes included; canonical forms are derived from them and never written back.
//! 2. **On error nothing has changed.** A signer looks at a view; it can't leave half a signature.
//! 3. **On success only headers (or form fields, or query parameters) were added**: those that
//!    [`SigningInstructions::additions`] lists. What stood in the request still stands there, byte for byte.
//! 4. A request that already carries a signature is refused, not signed twice.
//!
//! Secrets don't show: [`SigningInstructions`] and [`Verification`] redact signatures and tokens in `Debug`, and a
//! [`CanonicalText`] text prints `***` for them until [`CanonicalText::expose_secret`] is called.
//!
//! ```
//! use tingji_core::{Credential, UnixTime};
//! use tingji_signing_core::{Bce, RequestView, Scheme};
//!
//! let headers = [("host".to_owned(), "bcc.bj.baidubce.com".to_owned())];
//! let request = RequestView::new("PUT", "/v2/instance/i-YufwpQAe", "stop", &headers, b"");
//! let credential = Credential::new("my_ak", "my_sk");
//! let time = UnixTime::parse("2015-08-11T04:17:29Z").unwrap();
//!
//! let signed = Bce::new().sign(&request, &credential, time).unwrap();
//! assert_eq!(
//!     signed.authorization(),
//!     Some(
//!         "bce-auth-v1/my_ak/2015-08-11T04:17:29Z/1800/host;x-bce-date/\
//!          2b1b69ee83cecef8bc4b3a079a37b36a307e0deaeba1cfbcf6500cb5ec900cf5"
//!     )
//! );
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

mod authorization;
mod canonical_buffer;
mod canonical_text;
mod delimiter_scanner;
pub mod encode;
#[cfg(feature = "http")]
mod http_signer;
mod query;
mod request;
mod scheme;
mod signing_instructions;
mod signing_key_cache;
mod signing_trace;
mod verification;

pub use canonical_text::{CanonicalText, is_secret_name};
#[cfg(feature = "http")]
pub use http_signer::{Signer, TokenHeaderSigner};
pub use request::{Headers, RequestView};
pub use scheme::bce::{Bce, SignedHeaders};
pub use scheme::huaweicloud::{Algorithm, Huaweicloud, SignedHeaderPolicy};
pub use scheme::ucloud::{self, ParamValue, Params, Ucloud};
pub use scheme::volcengine::{PresignHeaders, Volcengine};
pub use scheme::{PresentedCredential, Scheme};
pub use signing_instructions::{SignError, SignatureLocation, SigningInstructions};
pub use signing_trace::{DerivationStep, SigningTrace};
pub use verification::{Verification, VerifyError};
