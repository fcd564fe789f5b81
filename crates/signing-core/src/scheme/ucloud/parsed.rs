//! Parsed parameters of a UCloud request.
//!
//! The signature covers the parameters alone. They are in the query, in a form body, or are the members of a JSON object;
//! `SignatureLocation` says where. The parameter `Signature` itself is left out, and a `SecurityToken` is redacted in
//! all texts for people.

use std::borrow::Cow;

use sha1::{Digest, Sha1};
use tingji_core::Secret;

#[cfg(feature = "json")]
use super::param_value::{ParamValue, write_members};
use crate::canonical_buffer::CanonicalBuffer;
use crate::form::{BorrowedParams, DecodedParams, parse_escaped_form, parse_plain_form, write_form};
use crate::hash::Hex;
use crate::{PresentedCredential, RequestView, SignatureLocation, VerifyError};

/// Parameters of a request.
#[expect(clippy::large_enum_variant, reason = "most requests have the large one")]
pub(super) enum ParsedParams<'a> {
    /// Parameters of a form or a query without escapes.
    Borrowed(BorrowedParams<'a>),
    /// Parameters of another form or query.
    Decoded(DecodedParams),
    /// Members of a JSON object.
    #[cfg(feature = "json")]
    Json(Vec<(String, ParamValue)>),
}

impl<'a> ParsedParams<'a> {
    /// Creates an empty form.
    pub(super) fn new() -> Self {
        Self::Borrowed(BorrowedParams::new())
    }

    /// Reads the parameters at `location` into `self`, which must be new. A large value is filled in place,
    /// because moving it takes as long as parsing. The error says why the body cannot be parsed.
    pub(super) fn parse(
        &mut self,
        request: &RequestView<'a>,
        location: SignatureLocation,
    ) -> Result<(), &'static str> {
        let form = match location {
            SignatureLocation::Json => {
                *self = Self::parse_json(request.body)?;
                return Ok(());
            }
            SignatureLocation::Form => request.body,
            SignatureLocation::Query | SignatureLocation::Headers => request.query.as_bytes(),
        };
        let is_plain = match self {
            Self::Borrowed(params) => parse_plain_form(form, params),
            _ => false,
        };
        if !is_plain {
            *self = Self::Decoded(parse_escaped_form(form));
        }
        Ok(())
    }

    #[cfg(feature = "json")]
    fn parse_json(body: &[u8]) -> Result<Self, &'static str> {
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(body).map_err(|_| "is not a JSON object")?;
        let members =
            object.into_iter().filter_map(|(key, value)| Some((key, ParamValue::from_json(&value)?)));
        Ok(Self::Json(members.collect()))
    }

    #[cfg(not(feature = "json"))]
    fn parse_json(_body: &[u8]) -> Result<Self, &'static str> {
        Err("is JSON, which needs the feature `json`")
    }

    /// Appends a parameter.
    pub(super) fn add(&mut self, key: &'a str, value: &'a str) {
        match self {
            Self::Borrowed(params) => params.push((key.as_bytes(), value.as_bytes())),
            Self::Decoded(params) => params.push((key.into(), value.into())),
            #[cfg(feature = "json")]
            Self::Json(members) => members.push((key.to_owned(), value.into())),
        }
    }

    /// Returns the parameters that belong to the signature. Of a repeated parameter the first one counts.
    pub(super) fn signature_params(&self) -> SignatureParams<'a> {
        let mut found = SignatureParams::default();
        match self {
            Self::Borrowed(params) => {
                for (key, value) in params {
                    found.record(key, || String::from_utf8_lossy(value));
                }
            }
            Self::Decoded(params) => {
                for (key, value) in params {
                    found.record(key, || String::from_utf8_lossy(value).into_owned().into());
                }
            }
            #[cfg(feature = "json")]
            Self::Json(members) => {
                for (key, value) in members {
                    found.record(key.as_bytes(), || {
                        value.scalar_text().unwrap_or_default().into_owned().into()
                    });
                }
            }
        }
        found
    }

    /// Writes all parameters except the signature, sorted by the bytes of their names: `CPU` comes before
    /// `ChargeType`, and `Ids.10` before `Ids.2`. Names and values have no separators.
    pub(super) fn write(&mut self, out: &mut CanonicalBuffer) {
        match self {
            Self::Borrowed(params) => write_form(params, out),
            Self::Decoded(params) => write_form(params, out),
            #[cfg(feature = "json")]
            Self::Json(members) => write_members(members.iter().filter(|(key, _)| key != "Signature"), out),
        }
    }

    /// Returns the signature: the SHA-1 of the sorted parameters and the private key.
    pub(super) fn sign(&mut self, private_key: &Secret) -> Hex<40> {
        let mut text = CanonicalBuffer::new();
        self.write(&mut text);
        let secret_start = text.bytes().len();
        text.write(private_key.expose_secret().as_bytes());
        let digest = Sha1::digest(text.bytes());
        text.zeroize(secret_start);
        Hex::new(&digest)
    }
}

/// Parameters that belong to the signature of a request.
#[derive(Default)]
pub(super) struct SignatureParams<'a> {
    pub(super) signature: Option<Cow<'a, str>>,
    pub(super) public_key: Option<Cow<'a, str>>,
    pub(super) token: Option<Cow<'a, str>>,
}

impl<'a> SignatureParams<'a> {
    /// Stores the value of a parameter that belongs to the signature, unless there is one already.
    fn record(&mut self, key: &[u8], value: impl FnOnce() -> Cow<'a, str>) {
        let field = match key {
            b"Signature" => &mut self.signature,
            b"PublicKey" => &mut self.public_key,
            b"SecurityToken" => &mut self.token,
            _ => return,
        };
        field.get_or_insert_with(value);
    }

    /// Returns the signature and the access key; a request without one of them cannot be verified.
    pub(super) fn required(&self) -> Result<(&str, &str), VerifyError> {
        let signature = self.signature.as_deref().ok_or(VerifyError::MissingSignature)?;
        let access_key = self.public_key.as_deref().ok_or(VerifyError::Malformed("no PublicKey"))?;
        Ok((signature, access_key))
    }

    /// Returns the unverified statement of the request; this scheme has no time, region or service.
    pub(super) fn presented_credential(&self) -> Result<PresentedCredential, VerifyError> {
        let (_, access_key) = self.required()?;
        Ok(PresentedCredential { access_key: access_key.to_owned(), time: None, region: None, service: None })
    }
}
