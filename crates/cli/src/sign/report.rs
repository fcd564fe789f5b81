//! [`SignatureReport`]: the derivation of a signature and all mistakes in it.

use tingji::core::{Credential, UnixTime};
use tingji_signing_core::{SigningTrace, VerifyError};

use super::scheme::{SchemeName, SecretKeyInput};
use super::{diagnose, static_checks};
use crate::lang::{Lang, current, localized, tr};
use crate::request::InputRequest;

/// The derivation of a signature and all mistakes in it.
pub(crate) struct SignatureReport {
    /// Scheme of the signature.
    pub(crate) kind: SchemeName,
    /// Algorithm as the vendor names it.
    pub(crate) algorithm: &'static str,
    /// Steps of the computation.
    pub(crate) explanation: SigningTrace,
    /// Mistakes, each of which makes the vendor reject the request.
    pub(crate) problems: Vec<String>,
    /// Remarks that may explain a problem.
    pub(crate) notes: Vec<String>,
    /// True if a key was available to compute the signature.
    pub(crate) keyed: bool,
}

impl SignatureReport {
    /// Returns whether the signature is valid; `None` if that needs a key.
    pub(crate) fn is_valid(&self) -> Option<bool> {
        match (self.problems.is_empty(), self.keyed) {
            (false, _) => Some(false),
            (true, true) => Some(true),
            (true, false) => None,
        }
    }
}

/// Inspects the signature of a request at this time; default: its own signing time.
///
/// # Errors
///
/// The reason why the signature cannot be read at all.
pub(crate) fn inspect(
    request: &InputRequest,
    kind: SchemeName,
    key: Option<&SecretKeyInput>,
    now: Option<UnixTime>,
) -> Result<SignatureReport, VerifyError> {
    let scheme = kind.scheme();
    let claim = scheme.presented_credential(&request.view())?;
    let mut problems = Vec::new();
    let key = key.filter(|key| {
        let other = key.access_key.as_deref().filter(|own| *own != claim.access_key);
        problems.extend(other.map(|own| {
            let given = &claim.access_key;
            let source = &key.source;
            tr!(
                "the request uses the access key {given}, but {source} belongs to {own}",
                "请求使用的 Access Key 是 {given}，而 {source} 属于 {own}"
            )
        }));
        other.is_none()
    });
    let credential = key.map(|key| Credential::new(&claim.access_key, key.secret.clone()));
    let explanation = scheme.trace(&request.view(), credential.as_ref())?;
    let time = now.or(claim.time).unwrap_or(UnixTime::from_seconds(0));
    // Every mistake except a wrong signature can be found without the key; the token is taken from the request.
    let secret = key.map(|key| key.secret.clone()).unwrap_or_default();
    let mut verifier = Credential::new(&claim.access_key, secret);
    if let Some(token) = explanation.presented_token() {
        verifier = verifier.with_security_token(token.clone());
    }
    let verdict = scheme.verify(&request.view(), &verifier, time);
    problems.extend(
        verdict.error().filter(|problem| **problem != VerifyError::SignatureMismatch).map(problem_text),
    );
    problems.extend(static_checks::problems(request, kind));
    let mut notes = request.notes.clone();
    notes.extend(static_checks::notes(request, kind));
    if let (Some(false), Some(key)) = (explanation.signature_matches(), key) {
        problems.push(match diagnose::find_mistake(request, kind, &claim.access_key, &key.secret) {
            Some(reason) => {
                tr!("the signature does not match this request, but {reason}", "签名与此请求不符，但{reason}")
            }
            None => tr!(
                "the signature does not match this request: it was created with a secret key other than {source}, or \
                 for another request; {compare}",
                "签名与此请求不符：它使用了 {source} 以外的私钥，或属于另一个请求；{compare}",
                source = key.source,
                compare = compare(kind)
            ),
        });
    }
    let algorithm = kind.algorithm(request);
    Ok(SignatureReport { kind, algorithm, explanation, problems, notes, keyed: key.is_some() })
}

/// Returns the next step if no common mistake explains the signature.
fn compare(kind: SchemeName) -> &'static str {
    if kind.is_returned {
        localized(
            "`tingji sign diff` compares it with the server's canonical request",
            "`tingji sign diff` 可与服务端的规范请求比对",
        )
    } else {
        localized(
            "compare the canonical request with that of the signing program",
            "请与签名程序算出的规范请求比对",
        )
    }
}

/// Returns a problem with its next step.
fn problem_text(problem: &VerifyError) -> String {
    let text = localize_error(problem);
    match problem {
        VerifyError::Expired(_) | VerifyError::ClockSkew(_) => {
            tr!("{text}: correct the clock and sign again", "{text}：请校准时钟后重新签名")
        }
        VerifyError::BodyHashMismatch => tr!(
            "{text}: the body was changed after signing, or the hash belongs to another body",
            "{text}：正文在签名后被改动，或哈希属于另一正文"
        ),
        _ => text,
    }
}

/// Returns a verification error in the current language.
pub(crate) fn localize_error(problem: &VerifyError) -> String {
    if current() == Lang::En {
        return problem.to_string();
    }
    match problem {
        VerifyError::MissingSignature => "请求没有签名".to_owned(),
        VerifyError::Malformed(part) => format!("无法解析签名：{part}"),
        VerifyError::UnknownAccessKey => "未知的 Access Key".to_owned(),
        VerifyError::MissingToken => "缺少会话令牌".to_owned(),
        VerifyError::TokenMismatch => "会话令牌不对".to_owned(),
        VerifyError::Expired(time) => format!("{time} 的签名已过期"),
        VerifyError::ClockSkew(time) => format!("签名时间 {time} 与当前时间相差太大"),
        VerifyError::HeaderNotSigned(name) => format!("请求头 {name} 未参与签名"),
        VerifyError::BodyHashMismatch => "正文与其哈希不符".to_owned(),
        VerifyError::SignatureMismatch => "签名与请求不符".to_owned(),
        other => format!("签名有误：{other}"),
    }
}
