//! What a cloud answers, and the call it answers to.

use std::borrow::Cow;

use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use serde_json::Value;
use tingji_signing_core::{Scheme, VerifyError};

use crate::clock::Now;
use crate::cloud::Cloud;
use crate::content::Content;
use crate::delivery::Delivered;
use crate::journal::Seen;
use crate::scenario::Account;
use crate::wire::Wire;
use crate::world::World;

/// A response, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) accepted: bool,
    pub(crate) delivery: Delivery,
    headers: Vec<(&'static str, String)>,
    body: Content,
}

/// What becomes of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// The answer is sent.
    Answer,
    /// Nothing is, and the connection stays open.
    Silence,
    /// The connection is reset.
    Reset,
    /// The connection is closed.
    Close,
}

impl Answer {
    /// A response with a JSON body.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::text(status, body.to_string())
    }

    /// A response with this body, which may be empty.
    pub(crate) fn text(status: u16, body: String) -> Self {
        let kind = ("content-type", "application/json;charset=UTF-8".to_owned());
        let (accepted, body) = ((200..300).contains(&status), Content::Whole(body.into()));
        Self { status, accepted, delivery: Delivery::Answer, headers: vec![kind], body }
    }

    /// A response with nothing in it, or none at all.
    pub(crate) fn none(delivery: Delivery) -> Self {
        Self { delivery, ..Self::text(200, String::new()) }
    }

    /// A body of this many bytes, or one without end.
    pub(crate) fn endless(length: Option<usize>) -> Self {
        Self { body: Content::Filler(length), ..Self::text(200, String::new()) }
    }

    /// Half of the body; the connection breaks off there, or the half is told to be all.
    pub(crate) fn cut(self, breaks: bool) -> Self {
        Self { body: self.body.half(breaks), ..self }
    }

    /// The same under another content type.
    pub(crate) fn kind(mut self, content_type: &str) -> Self {
        self.headers.retain(|(name, _)| *name != "content-type");
        self.header("content-type", content_type)
    }

    /// Notes that the cloud did what was asked, or didn't, where the status does not tell.
    pub(crate) fn accepted(self, accepted: bool) -> Self {
        Self { accepted, ..self }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// For a server or a simulation to carry out.
    pub(crate) fn deliver(self) -> Delivered {
        match self.delivery {
            Delivery::Answer => Delivered::Answer(self.into_response()),
            Delivery::Silence => Delivered::Silence,
            Delivery::Reset => Delivered::Reset,
            Delivery::Close => Delivered::Close,
        }
    }

    fn into_response(self) -> Response<Content> {
        let mut response = Response::new(self.body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().append(HeaderName::from_static(name), value);
            }
        }
        response
    }
}

/// A refusal in the three protocols that have texts for codes.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) status: u16,
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn new(status: u16, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into() }
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
    pub(crate) problem: VerifyError,
    /// The canonical request as the server sees it, tokens hidden.
    pub(crate) canonical: String,
}

impl From<VerifyError> for Denied {
    fn from(problem: VerifyError) -> Self {
        Self { problem, canonical: String::new() }
    }
}

impl Call<'_> {
    /// Finds the account that signed the request, and verifies that it did.
    pub(crate) fn authenticate(&self, scheme: &impl Scheme, clouds: &[Cloud]) -> Result<Account, Denied> {
        let view = self.wire.view();
        let key = scheme.presented_credential(&view)?.access_key;
        let mut accounts = self.world.accounts.iter().filter(|account| clouds.contains(&account.cloud));
        let issued = self.world.issued.iter().filter(|issued| clouds.contains(&issued.cloud));
        let mut issued = issued.filter(|issued| issued.credential.access_key() == key);
        let (account, credential) = match accounts.find(|account| account.access_key() == key) {
            Some(account) => (account, account.credential()),
            None => {
                let issued = issued.next().ok_or(VerifyError::UnknownAccessKey)?;
                // Guess: keys that have ended are refused for their token.
                issued.hold(self.now).then_some(()).ok_or(VerifyError::TokenMismatch)?;
                (&issued.owner, &issued.credential)
            }
        };
        let verdict = scheme.verify(&view, credential, self.now.wall());
        match verdict.error() {
            None => Ok(account.clone()),
            Some(problem) => {
                Err(Denied { problem: problem.clone(), canonical: verdict.canonical_request().to_string() })
            }
        }
    }
}
