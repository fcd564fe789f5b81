//! The parameters of a request as they came.

use std::borrow::Cow;

use tingji_core::Secret;

#[cfg(feature = "json")]
use super::params::{ParamValue, sorted};
use crate::canonical_buffer::CanonicalBuffer;
use crate::canonical_text::Hex;
#[cfg(feature = "json")]
use crate::canonical_text::is_secret_name;
use crate::query::{QueryParam, QueryParams, SortKey, in_order, read_decoded};
use crate::scheme::PresentedCredential;
use crate::{RequestView, SignatureLocation, VerifyError};

/// Those of a form or a query, or the members of a JSON object.
#[cfg_attr(feature = "json", expect(clippy::large_enum_variant, reason = "the large one is the usual one"))]
pub(super) enum ParsedSignature<'a> {
    Pairs(QueryParams<'a>),
    #[cfg(feature = "json")]
    Json(Vec<(String, ParamValue)>),
}

impl<'a> ParsedSignature<'a> {
    #[inline]
    pub(super) fn none() -> Self {
        Self::Pairs(QueryParams::new())
    }

    /// Takes those that stand there. They are read where they stay: to move them takes as long as to
    /// hash them.
    pub(super) fn read(
        &mut self,
        request: &RequestView<'a>,
        place: SignatureLocation,
    ) -> Result<(), &'static str> {
        match (self, place) {
            (this, SignatureLocation::Json) => *this = Self::json(request.body)?,
            (Self::Pairs(pairs), SignatureLocation::Form) => read_decoded(pairs, request.body),
            (Self::Pairs(pairs), _) => read_decoded(pairs, request.query.as_bytes()),
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

    /// Those that say who signed; the first of each name.
    #[inline]
    pub(super) fn own(&self) -> SignatureParams<'_> {
        let mut own = SignatureParams::default();
        self.note(&mut own);
        own
    }

    /// Written where it stays: to read it back at once would take longer than to find it.
    fn note<'s>(&'s self, own: &mut SignatureParams<'s>) {
        match self {
            Self::Pairs(pairs) => {
                // All of them begin so, and most others don't.
                for pair in pairs.iter().filter(|pair| pair.key_may_begin(&[*b"Pu", *b"Se", *b"Si"])) {
                    own.note(&pair.key(), || text(pair.value()));
                }
            }
            #[cfg(feature = "json")]
            Self::Json(params) => {
                for (key, value) in params {
                    own.note(key.as_bytes(), || value.text().unwrap_or_default());
                }
            }
        }
    }

    pub(super) fn add(&mut self, key: &'a str, value: &'a str) {
        match self {
            Self::Pairs(pairs) => pairs.push(QueryParam::new(key, value)),
            #[cfg(feature = "json")]
            Self::Json(params) => params.push((key.to_owned(), value.into())),
        }
    }

    /// All but the signature, in byte order, case and all: `CPU` before `ChargeType`, `Ids.10` before
    /// `Ids.2`.
    pub(super) fn put(&self, text: &mut CanonicalBuffer) {
        match self {
            Self::Pairs(pairs) => {
                in_order(pairs, SortKey::Key, |pair| {
                    if !pair.key_is(b"Signature") {
                        pair.put_decoded(text);
                    }
                });
            }
            #[cfg(feature = "json")]
            Self::Json(params) => {
                for (key, value) in sorted(params).into_iter().filter(|(key, _)| key != "Signature") {
                    text.put(key.as_bytes());
                    text.put_secret(|| is_secret_name(key.as_bytes()), |text| value.put(text));
                }
            }
        }
    }

    pub(super) fn sign(&self, private_key: &Secret) -> Hex<40> {
        let mut text = CanonicalBuffer::new();
        self.put(&mut text);
        let secret = text.bytes().len();
        text.put(private_key.expose_secret().as_bytes());
        let signature = Hex::of(&text.sha1());
        text.wipe(secret);
        signature
    }
}

/// What the request says of its own signature.
#[derive(Default)]
pub(super) struct SignatureParams<'a> {
    pub(super) signature: Option<Cow<'a, str>>,
    pub(super) public_key: Option<Cow<'a, str>>,
    pub(super) token: Option<Cow<'a, str>>,
}

impl<'a> SignatureParams<'a> {
    #[inline]
    fn note(&mut self, key: &[u8], value: impl FnOnce() -> Cow<'a, str>) {
        let slot = match key {
            b"Signature" => &mut self.signature,
            b"PublicKey" => &mut self.public_key,
            b"SecurityToken" => &mut self.token,
            _ => return,
        };
        slot.get_or_insert_with(value);
    }

    /// The signature and the access key, without which nothing can be verified.
    pub(super) fn who(&self) -> Result<(&str, &str), VerifyError> {
        let signature = self.signature.as_deref().ok_or(VerifyError::MissingSignature)?;
        Ok((signature, self.public_key.as_deref().ok_or(VerifyError::Malformed("no PublicKey"))?))
    }

    pub(super) fn presented_credential(&self) -> Result<PresentedCredential, VerifyError> {
        let (_, access_key) = self.who()?;
        Ok(PresentedCredential { access_key: access_key.to_owned(), time: None, region: None, service: None })
    }
}

fn text(value: Cow<'_, [u8]>) -> Cow<'_, str> {
    match value {
        Cow::Borrowed(value) => String::from_utf8_lossy(value),
        Cow::Owned(value) => String::from_utf8_lossy(&value).into_owned().into(),
    }
}
