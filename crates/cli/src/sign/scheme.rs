//! [`Kind`]: the signing schemes, and which of them a request carries.

use clap::ValueEnum;
use tingji::core::Secret;
use tingji_signing_core::{Bce, Huaweicloud, Scheme, Ucloud, Volcengine};

use crate::lang::{pick, say};
use crate::request::Request;

/// The schemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// UCloud and CompShare: the parameter Signature.
    Ucloud,
    /// Baidu AI Cloud: bce-auth-v1.
    Bce,
    /// Volcengine: HMAC-SHA256, in headers or in the query.
    Volcengine,
    /// Huawei Cloud: SDK-HMAC-SHA256 and V11-HMAC-SHA256.
    Huaweicloud,
}

impl Kind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ucloud => "ucloud",
            Self::Bce => "bce",
            Self::Volcengine => "volcengine",
            Self::Huaweicloud => "huaweicloud",
        }
    }

    /// Verifiers read region and service from the request.
    pub(super) fn scheme(self) -> Box<dyn Scheme> {
        match self {
            Self::Ucloud => Box::new(Ucloud),
            Self::Bce => Box::new(Bce::new()),
            Self::Volcengine => Box::new(Volcengine::new("", "")),
            Self::Huaweicloud => Box::new(Huaweicloud::new()),
        }
    }

    /// The algorithm of this request, in the vendor's word.
    pub(super) fn algorithm(self, request: &Request) -> &'static str {
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

/// A secret key, with the access key it belongs to where that is known.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) access_key: Option<String>,
    pub(crate) secret: Secret,
    /// Where it came from, for messages.
    pub(crate) source: String,
}

/// The scheme by what carries the signature.
pub(crate) fn detect(request: &Request) -> Result<Kind, String> {
    const SCHEMES: [(&str, Kind); 4] = [
        ("bce-auth-v1/", Kind::Bce),
        ("HMAC-SHA256 ", Kind::Volcengine),
        ("SDK-HMAC-SHA256 ", Kind::Huaweicloud),
        ("V11-HMAC-SHA256 ", Kind::Huaweicloud),
    ];
    if let Some(given) = request.header("authorization") {
        let known = SCHEMES.iter().find(|(start, _)| given.starts_with(start));
        let word = given.split_once(' ').map_or("", |(word, _)| word);
        return known.map(|(_, kind)| *kind).ok_or_else(|| {
            say!(
                "the Authorization {word:?} is of none of these schemes; --scheme takes it for one all the same",
                "Authorization {word:?} 不属于这些签名方式；可用 --scheme 强制按某一种处理"
            )
        });
    }
    if request.query().split('&').any(|pair| pair.starts_with("X-Signature=")) {
        return Ok(Kind::Volcengine);
    }
    if Ucloud.presented_credential(&request.view()).is_ok() {
        return Ok(Kind::Ucloud);
    }
    Err(pick(
        "the request is not signed: it has no Authorization header, no X-Signature in the query, no Signature and \
         PublicKey parameter; --scheme tells which signature to look for",
        "请求没有签名：没有 Authorization 请求头，查询串中没有 X-Signature，也没有参数 Signature 和 PublicKey；\
         可用 --scheme 指明要找哪种签名",
    )
    .to_owned())
}
