//! [`Judgement`]: how a signature comes about, and all that is wrong with it.

use tingji::core::{Credential, Secret, UnixTime};
use tingji_signing_core::{SigningTrace, VerifyError};

use super::scheme::{Key, Kind};
use super::{diagnose, static_checks};
use crate::lang::{Lang, chosen, pick, say};
use crate::request::Request;

/// How a signature comes about, and all that is wrong with it.
pub(crate) struct Judgement {
    pub(crate) kind: Kind,
    pub(crate) algorithm: &'static str,
    pub(crate) explanation: SigningTrace,
    /// Each of them makes the vendor refuse the request.
    pub(crate) problems: Vec<String>,
    /// What may explain a problem, and what a reader should know.
    pub(crate) notes: Vec<String>,
    /// Whether a key was there to compute the signature with.
    pub(crate) keyed: bool,
}

impl Judgement {
    /// Whether it is right; `None` if that can't be told without a key.
    pub(crate) fn is_valid(&self) -> Option<bool> {
        match (self.problems.is_empty(), self.keyed) {
            (false, _) => Some(false),
            (true, true) => Some(true),
            (true, false) => None,
        }
    }
}

/// Judges the request, by this clock or, without one, at the time it says it was signed at.
///
/// # Errors
///
/// What keeps the signature from being read at all.
pub(crate) fn judge(
    request: &Request,
    kind: Kind,
    key: Option<&Key>,
    now: Option<UnixTime>,
) -> Result<Judgement, VerifyError> {
    let scheme = kind.scheme();
    let claim = scheme.presented_credential(&request.view())?;
    let mut problems = Vec::new();
    let key = key.filter(|key| {
        let other = key.access_key.as_deref().filter(|own| *own != claim.access_key);
        problems.extend(other.map(|own| {
            let (given, source) = (&claim.access_key, &key.source);
            say!(
                "the request names the access key {given}, but {source} belongs to {own}",
                "请求使用的 Access Key 是 {given}，而 {source} 属于 {own}"
            )
        }));
        other.is_none()
    });
    let credential = |secret: &Secret| Credential::new(&claim.access_key, secret.clone());
    let explanation = scheme.trace(&request.view(), key.map(|key| credential(&key.secret)).as_ref())?;
    let time = now.or(claim.time).unwrap_or(UnixTime::from_seconds(0));
    // Whatever is wrong but the signature is found without the key; tokens are taken as they stand.
    let mut verifier = credential(&key.map(|key| key.secret.clone()).unwrap_or_default());
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
        problems.push(match diagnose::reason(request, kind, &claim.access_key, &key.secret) {
            Some(reason) => {
                say!("the signature is not that of this request, but {reason}", "签名与此请求不符，但{reason}")
            }
            None => say!(
                "the signature is not that of this request: it was made with another secret key than {source}, or \
                 of another request; {compare}",
                "签名与此请求不符：它使用了 {source} 以外的私钥，或属于另一个请求；{compare}",
                source = key.source,
                compare = compare(kind)
            ),
        });
    }
    let algorithm = kind.algorithm(request);
    Ok(Judgement { kind, algorithm, explanation, problems, notes, keyed: key.is_some() })
}

/// What to do when no guess fits.
fn compare(kind: Kind) -> &'static str {
    match kind {
        Kind::Ucloud | Kind::Bce => pick(
            "compare the canonical request with that of the program that signed",
            "请与签名程序算出的规范请求比对",
        ),
        Kind::Volcengine | Kind::Huaweicloud => pick(
            "`tingji sign diff` compares with what the server signed",
            "`tingji sign diff` 可与服务端所签内容比对",
        ),
    }
}

fn problem_text(problem: &VerifyError) -> String {
    let told = told(problem);
    match problem {
        VerifyError::Expired(_) | VerifyError::ClockSkew(_) => {
            say!("{told}: set the clock right and sign again", "{told}：请校准时钟后重新签名")
        }
        VerifyError::BodyHashMismatch => say!(
            "{told}: the body was changed after signing, or the hash is of another",
            "{told}：正文在签名后被改动，或哈希属于另一正文"
        ),
        _ => told,
    }
}

/// The problem in the language chosen.
pub(crate) fn told(problem: &VerifyError) -> String {
    if chosen() == Lang::En {
        return problem.to_string();
    }
    match problem {
        VerifyError::MissingSignature => "请求没有签名".to_owned(),
        VerifyError::Malformed(part) => format!("无法读出签名：{part}"),
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
