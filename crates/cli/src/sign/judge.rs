//! [`Judgement`]: how a signature comes about, and all that is wrong with it.

use tingji::core::{Credential, Secret, UnixTime};
use tingji_signing_core::{Explanation, Problem};

use super::{Key, Kind, guess, lint};
use crate::request::Request;

/// How a signature comes about, and all that is wrong with it.
pub(crate) struct Judgement {
    pub(crate) kind: Kind,
    pub(crate) algorithm: &'static str,
    pub(crate) explanation: Explanation,
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
) -> Result<Judgement, Problem> {
    let scheme = kind.scheme();
    let claim = scheme.claim(&request.view())?;
    let mut problems = Vec::new();
    let key = key.filter(|key| {
        let other = key.access_key.as_deref().filter(|own| *own != claim.access_key);
        problems.extend(other.map(|own| {
            let (given, source) = (&claim.access_key, &key.source);
            format!("the request names the access key {given}, but {source} belongs to {own}")
        }));
        other.is_none()
    });
    let credential = |secret: &Secret| Credential::new(&claim.access_key, secret.clone());
    let explanation = scheme.explain(&request.view(), key.map(|key| credential(&key.secret)).as_ref())?;
    let time = now.or(claim.time).unwrap_or(UnixTime::from_seconds(0));
    // Whatever is wrong but the signature is found without the key; tokens are taken as they stand.
    let mut verifier = credential(&key.map(|key| key.secret.clone()).unwrap_or_default());
    if let Some(token) = explanation.security_token() {
        verifier = verifier.with_security_token(token.clone());
    }
    let verdict = scheme.verify(&request.view(), &verifier, time);
    problems
        .extend(verdict.problem().filter(|problem| **problem != Problem::WrongSignature).map(problem_text));
    problems.extend(lint::problems(request, kind));
    let mut notes = request.notes.clone();
    notes.extend(lint::notes(request, kind));
    if let (Some(false), Some(key)) = (explanation.matches(), key) {
        problems.push(match guess::reason(request, kind, &claim.access_key, &key.secret) {
            Some(reason) => format!("the signature is not that of this request, but {reason}"),
            None => format!(
                "the signature is not that of this request: it was made with another secret key than {}, or of \
                 another request; {}",
                key.source,
                compare(kind)
            ),
        });
    }
    let algorithm = kind.algorithm(request);
    Ok(Judgement { kind, algorithm, explanation, problems, notes, keyed: key.is_some() })
}

/// What to do when no guess fits.
fn compare(kind: Kind) -> &'static str {
    match kind {
        Kind::Ucloud | Kind::Bce => "compare the canonical request with that of the program that signed",
        Kind::Volcengine | Kind::Huaweicloud => "`tingji sign diff` compares with what the server signed",
    }
}

fn problem_text(problem: &Problem) -> String {
    match problem {
        Problem::Expired(_) | Problem::Skewed(_) => format!("{problem}: set the clock right and sign again"),
        Problem::WrongBodyHash => {
            format!("{problem}: the body was changed after signing, or the hash is of another")
        }
        other => other.to_string(),
    }
}
