//! Pure signers and verifiers for the request signatures of four Chinese clouds.
//!
//! | scheme | clouds | location of the signature |
//! |---|---|---|
//! | [`Ucloud`] | UCloud, CompShare | the parameters `PublicKey` and `Signature` |
//! | [`Bce`] | Baidu AI Cloud | `Authorization: bce-auth-v1/…` |
//! | [`Volcengine`] | Volcengine, BytePlus | `Authorization: HMAC-SHA256 …`, or the query |
//! | [`Huaweicloud`] | Huawei Cloud | `Authorization: SDK-HMAC-SHA256 …` or `V11-HMAC-SHA256 …` |
//!
//! All functions are synchronous and use neither a clock nor the environment nor a socket. The time is a
//! parameter, the request is a read-only [`RequestView`], and the result is a list of additions.
//!
//! # Guarantees
//!
//! 1. **The request on the wire decides.** Path and query are read as they will be sent, with their percent
//!    escapes. Canonical forms are derived from them and never written back.
//! 2. **An error changes nothing.** [`Scheme::sign`] reads a view, so no request is left with half a signature.
//! 3. **A success only adds** the headers, form fields or query parameters that
//!    [`SigningInstructions::additions`] lists. The other bytes of the request do not change.
//! 4. A request that has a signature is rejected instead of signed twice.
//!
//! Debug output contains no secrets: [`SigningInstructions`] and [`Verification`] redact signatures and tokens,
//! and a [`CanonicalText`] prints `***` in their place unless [`CanonicalText::expose_secret`] is called.
//!
//! ```
//! use tingji_signing_core::{Bce, Credential, RequestView, Scheme, UnixTime};
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
mod form;
mod hash;
#[cfg(feature = "http")]
mod http_signer;
mod presented_credential;
mod query;
mod request;
mod scheme;
mod signed_headers;
mod signing_instructions;
mod signing_key_cache;
mod signing_trace;
mod verification;

pub use canonical_text::{CanonicalText, is_secret_name};
#[cfg(feature = "http")]
pub use http_signer::{Signer, TokenHeaderSigner};
pub use presented_credential::PresentedCredential;
pub use request::{Headers, RequestView};
pub use scheme::Scheme;
pub use scheme::bce::{Bce, SignedHeaders};
pub use scheme::huaweicloud::{Algorithm, Huaweicloud, SignedHeaderPolicy};
pub use scheme::ucloud::{self, ParamValue, Params, Ucloud};
pub use scheme::volcengine::Volcengine;
pub use scheme::volcengine::presign::PresignHeaders;
pub use signing_instructions::{SignError, SignatureLocation, SigningInstructions};
pub use signing_trace::{DerivationStep, SigningTrace};
pub use tingji_core::{Credential, IsoText, Secret, UnixTime};
#[cfg(feature = "http")]
pub use tingji_core::{Error, ErrorKind, RequestSigner, Result, bytes, http};
pub use verification::{Verification, VerifyError};
