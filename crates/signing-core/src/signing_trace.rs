//! [`SigningTrace`]: the intermediate results of a signature.

use tingji_core::Secret;

use crate::canonical_text::CanonicalText;
use crate::presented_credential::PresentedCredential;

/// Step from the secret key to the signature, with its formula and its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivationStep {
    name: &'static str,
    formula: String,
    value: Option<Secret>,
}

impl DerivationStep {
    /// Creates a step. `value` is the result as hex text, or `None` without a credential.
    pub(crate) fn new(name: &'static str, formula: impl Into<String>, value: Option<String>) -> Self {
        Self { name, formula: formula.into(), value: value.map(Secret::new) }
    }

    /// Returns the name of the result: the vendor's term if there is one, such as `kSigning`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the formula, which refers to the secret key and to earlier steps by name and contains no secret.
    pub fn formula(&self) -> &str {
        &self.formula
    }

    /// Returns the result as hex text, or `None` without a credential.
    ///
    /// A derived key signs requests for one day, one service or one second, so the result is a secret.
    pub fn value(&self) -> Option<&Secret> {
        self.value.as_ref()
    }
}

/// Intermediate results of the signature of one request, from [`Scheme::trace`](crate::Scheme::trace).
///
/// `Debug` prints no secret.
///
/// ```
/// use tingji_signing_core::{Credential, RequestView, Scheme, Ucloud};
///
/// let body = b"Action=StopUAIService&PublicKey=my_pk&Signature=4d0f3b";
/// let request = RequestView::new("POST", "/", "", &[], body);
/// let trace = Ucloud.trace(&request, None).unwrap();
/// assert_eq!(trace.string_to_sign().to_string(), "ActionStopUAIServicePublicKeymy_pk***");
/// assert_eq!((trace.computed_signature(), trace.signature_matches()), (None, None));
///
/// let trace = Ucloud.trace(&request, Some(&Credential::new("my_pk", "my_sk"))).unwrap();
/// assert_eq!(trace.steps()[0].formula(), "hex(SHA-1(string to sign))");
/// assert_eq!(trace.signature_matches(), Some(false));
/// ```
#[derive(Clone, Debug)]
pub struct SigningTrace {
    pub(crate) presented_credential: PresentedCredential,
    pub(crate) canonical_request: CanonicalText,
    pub(crate) string_to_sign: CanonicalText,
    pub(crate) steps: Vec<DerivationStep>,
    pub(crate) presented_signature: Secret,
    pub(crate) presented_token: Option<Secret>,
}

impl SigningTrace {
    /// Returns the access key, the time and the scope that the request names.
    pub fn presented_credential(&self) -> &PresentedCredential {
        &self.presented_credential
    }

    /// Returns the canonical request; for UCloud the sorted parameters.
    pub fn canonical_request(&self) -> &CanonicalText {
        &self.canonical_request
    }

    /// Returns the string to sign, the input of the last digest. For Baidu it is the input of the digest that
    /// derives the signing key.
    pub fn string_to_sign(&self) -> &CanonicalText {
        &self.string_to_sign
    }

    /// Returns the steps in order. The result of the last step is the signature.
    pub fn steps(&self) -> &[DerivationStep] {
        &self.steps
    }

    /// Returns the signature that the request contains.
    pub fn presented_signature(&self) -> &Secret {
        &self.presented_signature
    }

    /// Returns the session token that the request contains.
    pub fn presented_token(&self) -> Option<&Secret> {
        self.presented_token.as_ref()
    }

    /// Returns the signature that the credential gives, or `None` without a credential.
    pub fn computed_signature(&self) -> Option<&Secret> {
        self.steps.last()?.value()
    }

    /// Returns true if the two signatures are equal, or `None` without a credential.
    ///
    /// Times and tokens are not checked; [`Scheme::verify`](crate::Scheme::verify) checks them.
    pub fn signature_matches(&self) -> Option<bool> {
        self.computed_signature().map(|computed| *computed == self.presented_signature)
    }
}

#[cfg(test)]
mod tests {
    use tingji_core::{Credential, UnixTime};

    use crate::{Huaweicloud, RequestView, Scheme, Volcengine};

    /// Traces a request with a valid signature and returns the results of its steps. Checks that `Debug` shows
    /// neither them nor the secret key.
    fn step_values(
        scheme: &impl Scheme,
        target: &str,
        headers: &[(String, String)],
        key: (&str, &str),
    ) -> Vec<String> {
        let request = RequestView::from_target("GET", target, headers, b"");
        let trace = scheme.trace(&request, Some(&Credential::new(key.0, key.1))).unwrap();
        assert_eq!(trace.signature_matches(), Some(true), "{trace:?}");
        let values: Vec<_> =
            trace.steps().iter().map(|step| step.value().unwrap().expose_secret().to_owned()).collect();
        let printed = format!("{trace:?}");
        for secret in values.iter().map(String::as_str).chain([key.1]) {
            assert!(!printed.contains(secret), "{printed}");
        }
        values
    }

    /// Request and key of a test of the vendor's Java SDK.
    #[test]
    fn huaweicloud_derived_key_equals_java_sdk() {
        let authorization = "V11-HMAC-SHA256 Credential=QTWAOYTTINDUT2QVKYUC/20191115/region-id-1/service, \
             SignedHeaders=content-type;host;x-sdk-date, \
             Signature=34d69dec633c079bba13e0f72d9788b9431e0291b4a563a3e801c46d10750e29";
        let headers = [
            ("Content-Type", "application/json"),
            ("Host", "service.region.example.com"),
            ("X-Sdk-Date", "20191115T033655Z"),
            ("Authorization", authorization),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let key = ("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc");
        let target = "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs";
        let values = step_values(&Huaweicloud::new(), target, &headers, key);
        assert_eq!(values.len(), 3);
        assert_eq!(values[1], "2ab2ae5b2edc6bd9e51bbcb7f9a58a04ed811d722d6646016aa2f2d70f6a042c");
    }

    #[test]
    fn volcengine_has_four_keys_and_a_signature() {
        let scheme = Volcengine::new("cn-beijing", "ecs");
        let mut headers = vec![("host".to_owned(), "open.volcengineapi.com".to_owned())];
        let target = "/?Action=StopInstance";
        let request = RequestView::from_target("GET", target, &headers, b"");
        let time = UnixTime::from_seconds(1_700_000_000);
        let signed = scheme.sign(&request, &Credential::new("ak", "hidden-sk"), time).unwrap();
        let added: Vec<_> =
            signed.additions().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        headers.extend(added);
        let values = step_values(&scheme, target, &headers, ("ak", "hidden-sk"));
        assert_eq!(values.len(), 5);
        assert!(signed.authorization().unwrap().ends_with(&values[4]));
    }
}
