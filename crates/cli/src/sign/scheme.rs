//! [`SCHEMES`]: the table of the signing schemes, and the detection of the one that a request uses.
//!
//! A new scheme is one entry here: no other file of the command distinguishes schemes.

use std::ops::Deref;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use tingji::core::Secret;
use tingji_signing_core::{Bce, Huaweicloud, Scheme, Ucloud, Volcengine};

use super::signed_headers;
use crate::lang::{HelpText, tr};
use crate::request::InputRequest;

/// All schemes, in the order of the help and of the detection.
static SCHEMES: [SchemeName; 4] =
    [SchemeName(&UCLOUD), SchemeName(&BCE), SchemeName(&VOLCENGINE), SchemeName(&HUAWEICLOUD)];

static UCLOUD: SchemeEntry = SchemeEntry {
    name: "ucloud",
    help: HelpText {
        en: "UCloud and CompShare: the parameter Signature",
        zh: "UCloud 与 CompShare：参数 Signature",
    },
    verifier: || Box::new(Ucloud),
    algorithms: &[],
    in_parameters: Some(("SHA-1 over the sorted parameters", |request| {
        Ucloud.presented_credential(&request.view()).is_ok()
    })),
    signed_headers: signed_headers::none,
    note: |_| {
        Some(HelpText {
            en: "this signature has no time and never expires: anyone who has the request can replay it",
            zh: "此签名不含时间，永不过期：任何拿到请求的人都可以重发",
        })
    },
    canonical: CanonicalLayout::Parameters,
    is_returned: false,
    secret_in_string_to_sign: true,
};

static BCE: SchemeEntry = SchemeEntry {
    name: "bce",
    help: HelpText { en: "Baidu AI Cloud: bce-auth-v1", zh: "百度智能云：bce-auth-v1" },
    verifier: || Box::new(Bce::new()),
    algorithms: &["bce-auth-v1"],
    in_parameters: None,
    signed_headers: signed_headers::before_last_slash,
    note: |request| {
        let note = HelpText {
            en: "bce-auth-v1 does not cover the body: changing it does not change the signature",
            zh: "bce-auth-v1 不覆盖正文：改动正文不会改变签名",
        };
        (!request.body.is_empty()).then_some(note)
    },
    canonical: CanonicalLayout::Headers,
    is_returned: false,
    secret_in_string_to_sign: false,
};

static VOLCENGINE: SchemeEntry = SchemeEntry {
    name: "volcengine",
    help: HelpText {
        en: "Volcengine: HMAC-SHA256, in headers or in the query",
        zh: "火山引擎：HMAC-SHA256，在请求头或查询串中",
    },
    // The verifier reads region and service from the request.
    verifier: || Box::new(Volcengine::new("", "")),
    algorithms: &["HMAC-SHA256"],
    in_parameters: Some(("HMAC-SHA256 in the query", |request| {
        request.query().split('&').any(|pair| pair.starts_with("X-Signature="))
    })),
    signed_headers: signed_headers::named,
    note: |request| {
        let note = HelpText {
            en: "a signature in the query does not cover the body",
            zh: "查询串中的签名不覆盖正文",
        };
        (request.header("authorization").is_none() && !request.body.is_empty()).then_some(note)
    },
    canonical: CanonicalLayout::HeadersAndBodyHash,
    is_returned: true,
    secret_in_string_to_sign: false,
};

static HUAWEICLOUD: SchemeEntry = SchemeEntry {
    name: "huaweicloud",
    help: HelpText {
        en: "Huawei Cloud: SDK-HMAC-SHA256 and V11-HMAC-SHA256",
        zh: "华为云：SDK-HMAC-SHA256 与 V11-HMAC-SHA256",
    },
    verifier: || Box::new(Huaweicloud::new()),
    algorithms: &["SDK-HMAC-SHA256", "V11-HMAC-SHA256"],
    in_parameters: None,
    signed_headers: signed_headers::named,
    note: |_| None,
    canonical: CanonicalLayout::HeadersAndBodyHash,
    is_returned: true,
    secret_in_string_to_sign: false,
};

/// Test of a request, true if it is of a scheme.
type RequestTest = fn(&InputRequest) -> bool;

/// Facts about a scheme.
#[derive(Debug)]
pub(crate) struct SchemeEntry {
    /// Name for `--scheme`, and in the provider's description.
    pub(crate) name: &'static str,
    /// Description.
    pub(crate) help: HelpText,
    /// Creates a verifier.
    verifier: fn() -> Box<dyn Scheme>,
    /// First words of the header `Authorization`, as the vendor names its algorithms.
    algorithms: &'static [&'static str],
    /// Algorithm of a signature outside the header, and a test whether a request has such a signature. `None`
    /// if the scheme has only the header.
    in_parameters: Option<(&'static str, RequestTest)>,
    /// Returns the names of the signed headers as the request lists them, separated by semicolons.
    pub(super) signed_headers: fn(&InputRequest) -> &str,
    /// Returns a remark on the signature of this request.
    pub(super) note: fn(&InputRequest) -> Option<HelpText>,
    /// Lines of the canonical request.
    pub(super) canonical: CanonicalLayout,
    /// True if a server may return the canonical request that it computed.
    pub(super) is_returned: bool,
    /// True if the string to sign ends with the secret key, so that it must not be shown.
    pub(crate) secret_in_string_to_sign: bool,
}

/// Lines of a canonical request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CanonicalLayout {
    /// Single line with the sorted parameters.
    Parameters,
    /// Method, path, query and headers.
    Headers,
    /// Method, path, query, headers, the list of signed headers, and the hash of the body.
    HeadersAndBodyHash,
}

/// A signing scheme: a reference to its entry, to which it dereferences.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SchemeName(&'static SchemeEntry);

impl Deref for SchemeName {
    type Target = SchemeEntry;

    fn deref(&self) -> &SchemeEntry {
        self.0
    }
}

impl ValueEnum for SchemeName {
    fn value_variants<'a>() -> &'a [Self] {
        &SCHEMES
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name).help(self.help))
    }
}

impl SchemeName {
    /// Returns the verifier. Verifiers read region and service from the request.
    pub(super) fn scheme(self) -> Box<dyn Scheme> {
        (self.verifier)()
    }

    /// Returns the algorithm of this request, as the vendor names it. For an unknown algorithm, the first one
    /// of the scheme.
    pub(super) fn algorithm(self, request: &InputRequest) -> &'static str {
        match (request.header("authorization"), self.0.algorithms, self.in_parameters) {
            (None, _, Some((algorithm, _))) | (_, [], Some((algorithm, _))) => algorithm,
            (given, algorithms, _) => {
                let used =
                    algorithms.iter().find(|name| given.is_some_and(|given| is_signed_by(given, name)));
                used.or(algorithms.first()).copied().unwrap_or_default()
            }
        }
    }
}

/// Returns true if a header `Authorization` begins with the name of this algorithm.
fn is_signed_by(authorization: &str, algorithm: &str) -> bool {
    authorization.strip_prefix(algorithm).is_some_and(|rest| rest.starts_with([' ', '/']))
}

/// A secret key, with its access key if that is known.
#[derive(Debug)]
pub(crate) struct SecretKeyInput {
    /// Access key; `None` if only the secret key is given.
    pub(crate) access_key: Option<String>,
    /// Secret key.
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
    if let Some(given) = request.header("authorization") {
        let mut schemes = SCHEMES.iter().copied();
        let known =
            schemes.find(|scheme| scheme.algorithms.iter().any(|algorithm| is_signed_by(given, algorithm)));
        let word = given.split_once(' ').map_or("", |(word, _)| word);
        return known.ok_or_else(|| {
            tr!(
                "Authorization {word:?} is not one of the known schemes; force one with --scheme",
                "Authorization {word:?} 不属于这些签名方式；可用 --scheme 强制按某一种处理"
            )
        });
    }
    let mut schemes = SCHEMES.iter().copied();
    let found = schemes.find(|scheme| scheme.in_parameters.is_some_and(|(_, is_signed)| is_signed(request)));
    found.ok_or_else(|| {
        tr!(
            "the request is not signed: no Authorization header, no X-Signature in the query, and no Signature and \
             PublicKey parameters; set the scheme with --scheme",
            "请求没有签名：没有 Authorization 请求头，查询串中没有 X-Signature，也没有参数 Signature 和 PublicKey；\
             可用 --scheme 指明要找哪种签名"
        )
    })
}
