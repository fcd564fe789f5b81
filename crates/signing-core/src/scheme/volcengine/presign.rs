//! Pre-signed requests of Volcengine: the signature is in the query.

use tingji_core::{Credential, Secret, UnixTime};

use super::Volcengine;
use super::canonical_request::{ALGORITHM, CanonicalRequest, sort_params};
use super::parsed::{QUERY_TOKEN, TOKEN, find};
use crate::encode::query_string;
use crate::hash::sha256_hex;
use crate::query::{QueryParam, parse_query};
use crate::signed_headers::{HeaderList, check_unsigned, missing_token, sort, write_names};
use crate::{RequestView, SignError, SignatureLocation, SigningInstructions};

/// Parameters of a signature in the query, except the optional session token.
const SIGNATURE_PARAMS: [&str; 7] = [
    "X-Algorithm",
    "X-Credential",
    "X-Date",
    "X-NotSignBody",
    "X-SignedHeaders",
    "X-SignedQueries",
    "X-Signature",
];
/// Bytes reserved for the values of the parameters; the usual ones are shorter.
const VALUES_CAPACITY: usize = 512;

/// Headers that a pre-signed request binds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PresignHeaders {
    /// `host`, so that the URL is valid for one host only. The default, as in the vendor's current SDKs.
    #[default]
    Host,
    /// No header, as in the vendor's older SDKs.
    None,
}

impl Volcengine {
    /// Signs in the query: the result is a URL that everyone can open for 15 minutes without a key.
    ///
    /// The body is not signed. The session token is added but not signed, as in the vendor's current SDKs; a
    /// token that is in the query already is signed like any other parameter. (One of the older SDKs puts the
    /// token into the canonical query but not into `X-SignedQueries`. A verifier cannot detect that form, so
    /// this signer does not produce it.)
    ///
    /// # Errors
    ///
    /// [`SignError`] says why the request cannot be signed; the request is unchanged.
    ///
    /// ```
    /// use tingji_signing_core::{Credential, PresignHeaders, RequestView, SignatureLocation, UnixTime, Volcengine};
    ///
    /// let headers = [("host".to_owned(), "open.volcengineapi.com".to_owned())];
    /// let request = RequestView::new("GET", "/", "Action=ListUsers", &headers, b"");
    /// let key = Credential::new("my_ak", "my_sk");
    /// let time = UnixTime::parse("2024-01-02T03:04:05Z").unwrap();
    ///
    /// let scheme = Volcengine::new("cn-beijing", "iam");
    /// let signed = scheme.sign_query(&request, &key, time, PresignHeaders::Host).unwrap();
    /// assert_eq!(signed.location(), SignatureLocation::Query);
    /// assert_eq!(signed.get("X-Credential"), Some("my_ak/20240102/cn-beijing/iam/request"));
    /// assert_eq!(signed.get("X-SignedHeaders"), Some("host"));
    /// ```
    pub fn sign_query(
        &self,
        request: &RequestView<'_>,
        credential: &Credential,
        time: UnixTime,
        presign: PresignHeaders,
    ) -> Result<SigningInstructions, SignError> {
        check_unsigned(request, credential)?;
        let params = parse_query(request.query);
        if SIGNATURE_PARAMS.iter().any(|name| find(&params, name).is_some()) {
            return Err(SignError::AlreadySigned);
        }
        missing_token(request, TOKEN, credential)?;
        let token = missing_query_token(&params, credential)?;
        let headers = signed_headers(request, presign)?;
        let date: &str = &time.iso_basic();
        let mut credential_value = format!("{}/", credential.access_key());
        let scope = self.write_scope(&mut credential_value, date);
        let mut header_names = String::new();
        write_names(&mut header_names, &headers);
        let mut additions = vec![
            ("X-Algorithm", ALGORITHM),
            ("X-Credential", &credential_value),
            ("X-Date", date),
            ("X-NotSignBody", ""),
            ("X-SignedHeaders", &header_names),
        ];
        let param_names = signed_param_names(&params, &additions)?;
        additions.push(("X-SignedQueries", &param_names));
        let added = query_string(additions.iter().copied());
        let mut params: Vec<_> = params.into_iter().chain(parse_query(&added)).collect();
        sort_params(&mut params);
        let scope = &credential_value[scope];
        let canonical = CanonicalRequest {
            request,
            params: &params,
            headers: &headers,
            names: &header_names,
            body_hash: &sha256_hex(b""),
        };
        let signature = canonical.sign(date, scope, self.signing_key(credential, scope));
        let mut signed = SigningInstructions::new(SignatureLocation::Query, VALUES_CAPACITY);
        for (name, value) in &additions {
            signed.add(name, value);
        }
        signed.add("X-Signature", signature.as_str());
        if let Some(token) = token {
            signed.add(QUERY_TOKEN, token);
        }
        Ok(signed)
    }
}

/// Returns the headers to sign.
fn signed_headers<'r>(
    request: &RequestView<'r>,
    presign: PresignHeaders,
) -> Result<HeaderList<'r>, SignError> {
    let mut headers = HeaderList::new();
    if presign == PresignHeaders::Host {
        headers.extend(request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("host")));
        if headers.is_empty() {
            return Err(SignError::MissingHeader("host"));
        }
    }
    sort(&mut headers);
    Ok(headers)
}

/// Returns the value of `X-SignedQueries`: the sorted names of all parameters, including its own.
fn signed_param_names(params: &[QueryParam<'_>], additions: &[(&str, &str)]) -> Result<String, SignError> {
    let mut names = Vec::with_capacity(params.len() + additions.len() + 1);
    for param in params {
        names.push(listed_name(param)?);
    }
    names.extend(additions.iter().map(|(name, _)| (*name).to_owned()));
    names.push("X-SignedQueries".to_owned());
    names.sort();
    names.dedup();
    Ok(names.join(";"))
}

/// Returns the name of a parameter in the form of `X-SignedQueries`. A name that the list cannot express would
/// not be signed, so it is an error.
fn listed_name(param: &QueryParam<'_>) -> Result<String, SignError> {
    match String::from_utf8(param.key().into_owned()) {
        Ok(name) if !name.contains(';') => Ok(name),
        _ => Err(SignError::InvalidQuery("holds a key with ';' or of no UTF-8")),
    }
}

/// Returns the session token that must be added to the query. A token in the query must be the credential's.
fn missing_query_token<'c>(
    params: &[QueryParam<'_>],
    credential: &'c Credential,
) -> Result<Option<&'c str>, SignError> {
    let token = credential.security_token().map(Secret::expose_secret);
    match (find(params, QUERY_TOKEN), token) {
        (None, token) => Ok(token),
        (Some(present), Some(token)) if *present.value() == *token.as_bytes() => Ok(None),
        (Some(_), _) => Err(SignError::TokenMismatch),
    }
}
