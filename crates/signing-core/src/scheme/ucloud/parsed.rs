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
use crate::form::{FormParam, FormParams, parse_form, sort_form};
use crate::hash::Hex;
use crate::{PresentedCredential, RequestView, SignatureLocation, VerifyError};

/// Parameters of a request.
#[cfg_attr(feature = "json", expect(clippy::large_enum_variant, reason = "most requests have the large one"))]
pub(super) enum ParsedParams<'a> {
    /// Parameters of a form or a query.
    Form(FormParams<'a>),
    /// Members of a JSON object.
    #[cfg(feature = "json")]
    Json(Vec<(String, ParamValue)>),
}

impl<'a> ParsedParams<'a> {
    /// Creates an empty form.
    pub(super) fn new() -> Self {
        Self::Form(FormParams::new())
    }

    /// Reads the parameters at `location` into `self`, which must be new. A large value is filled in place,
    /// because moving it takes as long as parsing. The error says why the body cannot be parsed.
    pub(super) fn parse(
        &mut self,
        request: &RequestView<'a>,
        location: SignatureLocation,
    ) -> Result<(), &'static str> {
        match (self, location) {
            (this, SignatureLocation::Json) => *this = Self::parse_json(request.body)?,
            (Self::Form(params), SignatureLocation::Form) => parse_form(request.body, params),
            (Self::Form(params), _) => parse_form(request.query.as_bytes(), params),
            #[cfg(feature = "json")]
            (Self::Json(_), _) => {}
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
            Self::Form(params) => params.push(FormParam::new(key, value)),
            #[cfg(feature = "json")]
            Self::Json(members) => members.push((key.to_owned(), value.into())),
        }
    }

    /// Returns the parameters that belong to the signature. Of a repeated parameter the first one counts.
    pub(super) fn signature_params(&self) -> SignatureParams<'a> {
        let mut found = SignatureParams::default();
        match self {
            Self::Form(params) => {
                for param in params {
                    let field = if param.has_key(b"Signature") {
                        &mut found.signature
                    } else if param.has_key(b"PublicKey") {
                        &mut found.public_key
                    } else if param.has_key(b"SecurityToken") {
                        &mut found.token
                    } else {
                        continue;
                    };
                    field.get_or_insert_with(|| into_text(param.value()));
                }
            }
            #[cfg(feature = "json")]
            Self::Json(members) => {
                for (key, value) in members {
                    let field = match key.as_str() {
                        "Signature" => &mut found.signature,
                        "PublicKey" => &mut found.public_key,
                        "SecurityToken" => &mut found.token,
                        _ => continue,
                    };
                    field.get_or_insert_with(|| value.scalar_text().unwrap_or_default().into_owned().into());
                }
            }
        }
        found
    }

    /// Writes all parameters except the signature, sorted by the bytes of their names: `CPU` comes before
    /// `ChargeType`, and `Ids.10` before `Ids.2`. Names and values have no separators.
    pub(super) fn write(&mut self, out: &mut CanonicalBuffer) {
        match self {
            Self::Form(params) => {
                sort_form(params);
                for param in params.iter().filter(|param| !param.has_key(b"Signature")) {
                    param.write(out);
                }
            }
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

/// Converts a decoded value to text. Bytes that are not UTF-8 become U+FFFD.
fn into_text(value: Cow<'_, [u8]>) -> Cow<'_, str> {
    match value {
        Cow::Borrowed(value) => String::from_utf8_lossy(value),
        Cow::Owned(value) => String::from_utf8_lossy(&value).into_owned().into(),
    }
}
