//! [`SigningTrace`]: how the signature of a request comes about, step by step.

use tingji_core::Secret;

use crate::{CanonicalText, PresentedCredential};

/// One step on the way from the secret key to the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivationStep {
    name: &'static str,
    formula: String,
    value: Option<Secret>,
}

impl DerivationStep {
    pub(crate) fn new(name: &'static str, formula: impl Into<String>, value: Option<String>) -> Self {
        Self { name, formula: formula.into(), value: value.map(Secret::new) }
    }

    /// What the result is called, in the vendor's words where there are some.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How it is computed from the key and the results before it. It holds no secret.
    pub fn formula(&self) -> &str {
        &self.formula
    }

    /// The result in hex, if there was a key to compute it with. It is as good as the key itself
    /// for a day, a service or a request, so it is a secret.
    pub fn value(&self) -> Option<&Secret> {
        self.value.as_ref()
    }
}

/// How the signature of a request comes about. `Debug` shows no secret.
///
/// ```
/// use tingji_core::Credential;
/// use tingji_signing_core::{RequestView, Scheme, Ucloud};
///
/// let body = b"Action=StopUAIService&PublicKey=my_pk&Signature=4d0f3b";
/// let request = RequestView::new("POST", "/", "", &[], body);
/// let explained = Ucloud.trace(&request, None).unwrap();
/// assert_eq!(explained.string_to_sign().to_string(), "ActionStopUAIServicePublicKeymy_pk***");
/// assert_eq!((explained.computed_signature(), explained.signature_matches()), (None, None));
///
/// let explained = Ucloud.trace(&request, Some(&Credential::new("my_pk", "my_sk"))).unwrap();
/// assert_eq!(explained.steps()[0].formula(), "hex(SHA-1(string to sign))");
/// assert_eq!(explained.signature_matches(), Some(false));
/// ```
#[derive(Clone, Debug)]
pub struct SigningTrace {
    pub(crate) claim: PresentedCredential,
    pub(crate) canonical_request: CanonicalText,
    pub(crate) string_to_sign: CanonicalText,
    pub(crate) steps: Vec<DerivationStep>,
    pub(crate) given: Secret,
    pub(crate) token: Option<Secret>,
}

impl SigningTrace {
    /// What the request says of its own signature.
    pub fn presented_credential(&self) -> &PresentedCredential {
        &self.claim
    }

    /// The request in the one form that both sides sign; for UCloud the sorted parameters.
    pub fn canonical_request(&self) -> &CanonicalText {
        &self.canonical_request
    }

    /// The text that goes into the last hash; for Baidu the one that makes the signing key.
    pub fn string_to_sign(&self) -> &CanonicalText {
        &self.string_to_sign
    }

    /// The steps in order; the last one is the signature.
    pub fn steps(&self) -> &[DerivationStep] {
        &self.steps
    }

    /// The signature that the request carries.
    pub fn presented_signature(&self) -> &Secret {
        &self.given
    }

    /// The session token that the request carries.
    pub fn presented_token(&self) -> Option<&Secret> {
        self.token.as_ref()
    }

    /// The signature that the key makes, if there was one.
    pub fn computed_signature(&self) -> Option<&Secret> {
        self.steps.last()?.value()
    }

    /// Whether the two are the same, if there was a key. This says nothing of times and tokens:
    /// [`verify`](crate::Scheme::verify) does.
    pub fn signature_matches(&self) -> Option<bool> {
        self.computed_signature().map(|right| *right == self.given)
    }
}

#[cfg(test)]
mod tests {
    use tingji_core::Credential;

    use crate::{Huaweicloud, RequestView, Scheme, Volcengine};

    fn explained(
        scheme: &impl Scheme,
        target: &str,
        headers: &[(&str, &str)],
        key: (&str, &str),
    ) -> Vec<String> {
        let headers: Vec<_> = headers.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let request = RequestView::from_target("GET", target, &headers, b"");
        let explained = scheme.trace(&request, Some(&Credential::new(key.0, key.1))).unwrap();
        assert_eq!(explained.signature_matches(), Some(true), "{explained:?}");
        let shown = format!("{explained:?}");
        let values: Vec<_> =
            explained.steps().iter().map(|step| step.value().unwrap().expose_secret().to_owned()).collect();
        for value in values.iter().map(String::as_str).chain([key.1]) {
            assert!(!shown.contains(value), "{shown}");
        }
        values
    }

    /// The vendor's Java SDK tests this request and this key.
    #[test]
    fn the_derived_key_of_huawei_is_the_one_the_vendor_prints() {
        let authorization = "V11-HMAC-SHA256 Credential=QTWAOYTTINDUT2QVKYUC/20191115/region-id-1/service, \
             SignedHeaders=content-type;host;x-sdk-date, \
             Signature=34d69dec633c079bba13e0f72d9788b9431e0291b4a563a3e801c46d10750e29";
        let headers = [
            ("Content-Type", "application/json"),
            ("Host", "service.region.example.com"),
            ("X-Sdk-Date", "20191115T033655Z"),
            ("Authorization", authorization),
        ];
        let key = ("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc");
        let steps =
            explained(&Huaweicloud::new(), "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs", &headers, key);
        assert_eq!(steps[1], "2ab2ae5b2edc6bd9e51bbcb7f9a58a04ed811d722d6646016aa2f2d70f6a042c");
        assert_eq!(steps.len(), 3);
    }

    #[test]
    fn volcengine_has_four_keys_and_no_values_without_a_credential() {
        let scheme = Volcengine::new("cn-beijing", "ecs");
        let headers = [("host".to_owned(), "open.volcengineapi.com".to_owned())];
        let request = RequestView::from_target("GET", "/?Action=StopInstance", &headers, b"");
        let time = tingji_core::UnixTime::from_seconds(1_700_000_000);
        let signed = scheme.sign(&request, &Credential::new("ak", "hidden-sk"), time).unwrap();
        let mut all = headers.to_vec();
        all.extend(signed.additions().map(|(name, value)| (name.to_owned(), value.to_owned())));
        let all: Vec<_> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let steps = explained(&scheme, "/?Action=StopInstance", &all, ("ak", "hidden-sk"));
        assert_eq!(steps.len(), 5);
        assert!(signed.authorization().unwrap().ends_with(&steps[4]));
    }
}
