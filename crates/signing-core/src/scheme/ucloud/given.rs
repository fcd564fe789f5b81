//! The parameters of a request as they came.

use std::borrow::Cow;

use sha1::{Digest, Sha1};
use tingji_core::Secret;

#[cfg(feature = "json")]
use super::ParamValue;
#[cfg(feature = "json")]
use crate::canonical::is_secret_name;
use crate::canonical::{Hashing, Hex, Sink};
use crate::pairs::{Pair, Pairs, read_into};
use crate::scheme::Claim;
use crate::{Place, Problem, RequestView};

/// Those of a form or a query, or the members of a JSON object.
#[cfg_attr(feature = "json", expect(clippy::large_enum_variant, reason = "the large one is the usual one"))]
pub(super) enum Given<'a> {
    Pairs(Pairs<'a>),
    #[cfg(feature = "json")]
    Json(Vec<(String, ParamValue)>),
}

impl<'a> Given<'a> {
    #[inline]
    pub(super) fn none() -> Self {
        Self::Pairs(Pairs::new())
    }

    /// Takes those that stand there. They are read where they stay: to move them takes as long as to
    /// hash them.
    pub(super) fn read(&mut self, request: &RequestView<'a>, place: Place) -> Result<(), &'static str> {
        match (self, place) {
            (this, Place::Json) => *this = Self::json(request.body)?,
            (Self::Pairs(pairs), Place::Form) => read_into(pairs, request.body),
            (Self::Pairs(pairs), _) => read_into(pairs, request.query.as_bytes()),
            #[cfg(feature = "json")]
            (Self::Json(_), _) => {}
        }
        Ok(())
    }

    #[cfg(feature = "json")]
    fn json(body: &[u8]) -> Result<Self, &'static str> {
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(body).map_err(|_| "is not a JSON object")?;
        let params =
            object.into_iter().filter_map(|(key, value)| Some((key, ParamValue::from_json(&value)?)));
        Ok(Self::Json(params.collect()))
    }

    #[cfg(not(feature = "json"))]
    fn json(_body: &[u8]) -> Result<Self, &'static str> {
        Err("is JSON, which needs the feature `json`")
    }

    /// The value of a top-level parameter as text.
    pub(super) fn find(&self, key: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::Pairs(pairs) => {
                let pair = pairs.iter().find(|pair| pair.key_is(key.as_bytes()))?;
                Some(match pair.value() {
                    Cow::Borrowed(value) => String::from_utf8_lossy(value),
                    Cow::Owned(value) => String::from_utf8_lossy(&value).into_owned().into(),
                })
            }
            #[cfg(feature = "json")]
            Self::Json(params) => {
                let (_, value) = params.iter().find(|(given, _)| given == key)?;
                Some(value.text().unwrap_or_default())
            }
        }
    }

    pub(super) fn add(&mut self, key: &'a str, value: &'a str) {
        match self {
            Self::Pairs(pairs) => pairs.push(Pair::new(key, value)),
            #[cfg(feature = "json")]
            Self::Json(params) => params.push((key.to_owned(), value.into())),
        }
    }

    pub(super) fn claim(&self) -> Result<Claim, Problem> {
        self.find("Signature").ok_or(Problem::Unsigned)?;
        let access_key = self.find("PublicKey").ok_or(Problem::Malformed("no PublicKey"))?.into_owned();
        Ok(Claim { access_key, time: None, region: None, service: None })
    }

    /// All but the signature, in byte order, case and all: `CPU` before `ChargeType`, `Ids.10` before
    /// `Ids.2`.
    pub(super) fn put_sorted<S: Sink>(&mut self, sink: &mut S) {
        match self {
            Self::Pairs(pairs) => {
                pairs.sort_by(Pair::by_key);
                let signed = pairs.iter().filter(|pair| !pair.key_is(b"Signature"));
                signed.for_each(|pair| pair.put_decoded(sink));
            }
            #[cfg(feature = "json")]
            Self::Json(params) => {
                params.sort_by(|a, b| a.0.cmp(&b.0));
                for (key, value) in params.iter().filter(|(key, _)| key != "Signature") {
                    sink.put(key.as_bytes());
                    sink.secret(is_secret_name(key.as_bytes()));
                    value.put(sink);
                    sink.secret(false);
                }
            }
        }
    }

    pub(super) fn sign(&mut self, private_key: &Secret) -> Hex<40> {
        let mut hash = Hashing::new(Sha1::new());
        self.put_sorted(&mut hash);
        hash.put(private_key.expose().as_bytes());
        Hex::of(&hash.into_inner().finalize())
    }
}
