//! What a cloud answers, and the call it answers to.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde_json::Value;
use tingji_signing_core::{Problem, Scheme};

use crate::clock::Now;
use crate::cloud::Cloud;
use crate::journal::Seen;
use crate::scenario::Account;
use crate::wire::Wire;
use crate::world::World;

/// A response, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) accepted: bool,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Answer {
    /// A response with a JSON body.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::text(status, body.to_string())
    }

    /// A response with this body, which may be empty.
    pub(crate) fn text(status: u16, body: String) -> Self {
        let kind = ("content-type", "application/json;charset=UTF-8".to_owned());
        Self { status, accepted: (200..300).contains(&status), headers: vec![kind], body }
    }

    /// Notes that the cloud did what was asked, or didn't, where the status does not tell.
    pub(crate) fn accepted(self, accepted: bool) -> Self {
        Self { accepted, ..self }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let response = Response::builder().status(status);
        let response =
            self.headers.into_iter().fold(response, |response, (name, value)| response.header(name, value));
        response.body(Body::from(self.body)).unwrap_or_default()
    }
}

/// A refusal in the three protocols that have texts for codes.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }
}

/// One request in the hands of one cloud.
pub(crate) struct Call<'a> {
    pub(crate) world: &'a mut World,
    pub(crate) wire: &'a Wire,
    pub(crate) now: Now,
    pub(crate) seen: Seen,
}

/// Why a signature was not accepted.
#[derive(Debug)]
pub(crate) struct Denied {
    pub(crate) problem: Problem,
    /// The canonical request as the server sees it, tokens hidden.
    pub(crate) canonical: String,
}

impl From<Problem> for Denied {
    fn from(problem: Problem) -> Self {
        Self { problem, canonical: String::new() }
    }
}

impl Call<'_> {
    /// Finds the account that signed the request, and verifies that it did.
    pub(crate) fn authenticate(&self, scheme: &impl Scheme, clouds: &[Cloud]) -> Result<Account, Denied> {
        let view = self.wire.view();
        let key = scheme.claim(&view)?.access_key;
        let mut accounts = self.world.accounts.iter().filter(|account| clouds.contains(&account.cloud));
        let issued = self.world.issued.iter().filter(|issued| clouds.contains(&issued.cloud));
        let mut issued = issued.filter(|issued| issued.credential.access_key() == key);
        let (account, credential) = match accounts.find(|account| account.access_key() == key) {
            Some(account) => (account, account.credential()),
            None => {
                let issued = issued.next().ok_or(Problem::UnknownKey)?;
                // Guess: keys that have ended are refused for their token.
                issued.hold(self.now).then_some(()).ok_or(Problem::WrongToken)?;
                (&issued.owner, &issued.credential)
            }
        };
        let verdict = scheme.verify(&view, credential, self.now.wall());
        match verdict.problem() {
            None => Ok(account.clone()),
            Some(problem) => {
                Err(Denied { problem: problem.clone(), canonical: verdict.canonical_request().to_string() })
            }
        }
    }
}
