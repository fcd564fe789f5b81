//! [`SchemeName`]: the signing schemes, and the detection of the one that a request uses.

use clap::ValueEnum;
use tingji::core::Secret;
use tingji_signing_core::{Bce, Huaweicloud, Scheme, Ucloud, Volcengine};

use crate::lang::{localized, tr};
use crate::request::InputRequest;

/// A signing scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemeName {
    /// UCloud and CompShare: the parameter Signature.
    Ucloud,
    /// Baidu AI Cloud: bce-auth-v1.
    Bce,
    /// Volcengine: HMAC-SHA256, in headers or in the query.
    Volcengine,
    /// Huawei Cloud: SDK-HMAC-SHA256 and V11-HMAC-SHA256.
    Huaweicloud,
}

impl SchemeName {
    /// Returns the name for `--scheme`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ucloud => "ucloud",
            Self::Bce => "bce",
            Self::Volcengine => "volcengine",
            Self::Huaweicloud => "huaweicloud",
        }
    }

    /// Returns the verifier. Verifiers read region and service from the request.
    pub(super) fn scheme(self) -> Box<dyn Scheme> {
        match self {
            Self::Ucloud => Box::new(Ucloud),
            Self::Bce => Box::new(Bce::new()),
            Self::Volcengine => Box::new(Volcengine::new("", "")),
            Self::Huaweicloud => Box::new(Huaweicloud::new()),
        }
    }

    /// Returns the algorithm of this request, as the vendor names it.
    pub(super) fn algorithm(self, request: &InputRequest) -> &'static str {
        let derived = request.header("authorization").is_some_and(|text| text.starts_with("V11-"));
        match (self, derived) {
            (Self::Ucloud, _) => "SHA-1 over the sorted parameters",
            (Self::Bce, _) => "bce-auth-v1",
            (Self::Volcengine, _) if request.header("authorization").is_none() => "HMAC-SHA256 in the query",
            (Self::Volcengine, _) => "HMAC-SHA256",
            (Self::Huaweicloud, true) => "V11-HMAC-SHA256",
            (Self::Huaweicloud, false) => "SDK-HMAC-SHA256",
        }
    }
}

/// A secret key, with its access key if that is known.
#[derive(Debug)]
pub(crate) struct SecretKeyInput {
    pub(crate) access_key: Option<String>,
    pub(crate) secret: Secret,
    /// Source of the key, for messages.
    pub(crate) source: String,
}

/// Returns the scheme of a request, from the header or the parameters that carry the signature.
///
/// # Errors
///
/// A line that says so if the request is not signed or uses an unknown scheme.
pub(crate) fn detect(request: &InputRequest) -> Result<SchemeName, String> {
    const SCHEMES: [(&str, SchemeName); 4] = [
        ("bce-auth-v1/", SchemeName::Bce),
        ("HMAC-SHA256 ", SchemeName::Volcengine),
        ("SDK-HMAC-SHA256 ", SchemeName::Huaweicloud),
        ("V11-HMAC-SHA256 ", SchemeName::Huaweicloud),
    ];
    if let Some(given) = request.header("authorization") {
        let known = SCHEMES.iter().find(|(start, _)| given.starts_with(start));
        let word = given.split_once(' ').map_or("", |(word, _)| word);
        return known.map(|(_, kind)| *kind).ok_or_else(|| {
            tr!(
                "Authorization {word:?} is not one of the known schemes; force one with --scheme",
                "Authorization {word:?} 不属于这些签名方式；可用 --scheme 强制按某一种处理"
            )
        });
    }
    if request.query().split('&').any(|pair| pair.starts_with("X-Signature=")) {
        return Ok(SchemeName::Volcengine);
    }
    if Ucloud.presented_credential(&request.view()).is_ok() {
        return Ok(SchemeName::Ucloud);
    }
    Err(localized(
        "the request is not signed: no Authorization header, no X-Signature in the query, and no Signature and \
         PublicKey parameters; set the scheme with --scheme",
        "请求没有签名：没有 Authorization 请求头，查询串中没有 X-Signature，也没有参数 Signature 和 PublicKey；\
         可用 --scheme 指明要找哪种签名",
    )
    .to_owned())
}
