//! Every scheme with each of its settings, behind one interface.

use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{
    Bce, Huaweicloud, PresentedCredential, PresignHeaders, Scheme, SignError, SignedHeaderPolicy,
    SignedHeaders, SigningInstructions, SigningTrace, Ucloud, Verification, VerifyError,
};

use crate::support::RawRequest;

/// A scheme with its settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum SchemeKind {
    UcloudForm,
    UcloudQuery,
    UcloudJson,
    BceMinimal,
    BceDefault,
    BceExplicit,
    Volcengine,
    VolcengineUrl,
    VolcengineUrlNoHeaders,
    Huawei,
    HuaweiLikeGo,
    HuaweiAll,
    HuaweiDerived,
}

use SchemeKind::*;

pub(super) const SCHEME_KINDS: [SchemeKind; 13] = [
    UcloudForm,
    UcloudQuery,
    UcloudJson,
    BceMinimal,
    BceDefault,
    BceExplicit,
    Volcengine,
    VolcengineUrl,
    VolcengineUrlNoHeaders,
    Huawei,
    HuaweiLikeGo,
    HuaweiAll,
    HuaweiDerived,
];

impl SchemeKind {
    pub(super) fn is_ucloud(self) -> bool {
        matches!(self, UcloudForm | UcloudQuery | UcloudJson)
    }

    pub(super) fn is_bce(self) -> bool {
        matches!(self, BceMinimal | BceDefault | BceExplicit)
    }

    pub(super) fn is_volcengine(self) -> bool {
        matches!(self, Volcengine) || self.is_url()
    }

    /// True if the signature is in the query and does not cover the body.
    pub(super) fn is_url(self) -> bool {
        matches!(self, VolcengineUrl | VolcengineUrlNoHeaders)
    }

    pub(super) fn has_time(self) -> bool {
        !self.is_ucloud()
    }

    /// Names of the headers of the time and of the session token; `None` if the scheme has no such headers.
    pub(super) fn date_and_token_headers(self) -> Option<[&'static str; 2]> {
        match self {
            _ if self.is_ucloud() || self.is_url() => None,
            Volcengine => Some(["X-Date", "X-Security-Token"]),
            _ if self.is_bce() => Some(["x-bce-date", "x-bce-security-token"]),
            _ => Some(["X-Sdk-Date", "X-Security-Token"]),
        }
    }

    pub(super) fn date(self, time: UnixTime) -> String {
        if self.is_bce() { time.iso_extended().to_string() } else { time.iso_basic().to_string() }
    }

    /// True if a header is signed. Computed without the code of the signers.
    pub(super) fn signs(self, name: &str, value: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let common = ["host", "content-type", "content-md5"].contains(&name.as_str());
        match self {
            _ if self.is_ucloud() => false,
            VolcengineUrlNoHeaders => false,
            VolcengineUrl => name == "host",
            _ if name == "authorization" => true,
            _ if self.is_bce() && value.trim_ascii().is_empty() => false,
            BceMinimal => ["host", "x-bce-date", "x-bce-security-token"].contains(&name.as_str()),
            BceDefault => common || name == "content-length" || name.starts_with("x-bce-"),
            BceExplicit | HuaweiAll => true,
            Volcengine => common || name.starts_with("x-"),
            HuaweiLikeGo => !name.contains('_') && !name.starts_with("content-type") && name != "host",
            _ => !name.contains('_'),
        }
    }

    fn bce(self, wire: &RawRequest) -> Bce {
        let signed_headers = match self {
            BceMinimal => SignedHeaders::Minimal,
            BceDefault => SignedHeaders::VendorDefault,
            _ => {
                let own = ["x-bce-date", "x-bce-security-token"].into_iter().map(str::to_owned);
                SignedHeaders::Explicit(
                    wire.headers.iter().map(|(name, _)| name.clone()).chain(own).collect(),
                )
            }
        };
        Bce { signed_headers, ..Bce::new() }
    }

    fn huawei(self) -> Huaweicloud {
        let headers = match self {
            HuaweiLikeGo => SignedHeaderPolicy::NoUnderscoreHostContentType,
            HuaweiAll => SignedHeaderPolicy::All,
            _ => SignedHeaderPolicy::NoUnderscore,
        };
        let scheme = if self == HuaweiDerived {
            Huaweicloud::derived("cn-north-4", "modelarts")
        } else {
            Huaweicloud::new()
        };
        Huaweicloud { headers, ..scheme }
    }

    pub(super) fn sign(
        self,
        wire: &RawRequest,
        credential: &Credential,
        time: UnixTime,
    ) -> Result<SigningInstructions, SignError> {
        let view = wire.view();
        let volcengine = volcengine();
        match self {
            _ if self.is_ucloud() => Ucloud.sign(&view, credential, time),
            _ if self.is_bce() => self.bce(wire).sign(&view, credential, time),
            Volcengine => volcengine.sign(&view, credential, time),
            VolcengineUrl => volcengine.sign_query(&view, credential, time, PresignHeaders::Host),
            VolcengineUrlNoHeaders => volcengine.sign_query(&view, credential, time, PresignHeaders::None),
            _ => self.huawei().sign(&view, credential, time),
        }
    }

    pub(super) fn verify(self, wire: &RawRequest, credential: &Credential, now: UnixTime) -> Verification {
        let view = wire.view();
        match self {
            _ if self.is_ucloud() => Ucloud.verify(&view, credential, now),
            _ if self.is_bce() => Bce::new().verify(&view, credential, now),
            _ if self.is_volcengine() => volcengine().verify(&view, credential, now),
            _ => Huaweicloud::new().verify(&view, credential, now),
        }
    }

    pub(super) fn trace(
        self,
        wire: &RawRequest,
        credential: &Credential,
    ) -> Result<SigningTrace, VerifyError> {
        let view = wire.view();
        match self {
            _ if self.is_ucloud() => Ucloud.trace(&view, Some(credential)),
            _ if self.is_bce() => Bce::new().trace(&view, Some(credential)),
            _ if self.is_volcengine() => volcengine().trace(&view, Some(credential)),
            _ => Huaweicloud::new().trace(&view, Some(credential)),
        }
    }

    pub(super) fn presented_credential(self, wire: &RawRequest) -> Result<PresentedCredential, VerifyError> {
        let view = wire.view();
        match self {
            _ if self.is_ucloud() => Ucloud.presented_credential(&view),
            _ if self.is_bce() => Bce::new().presented_credential(&view),
            _ if self.is_volcengine() => volcengine().presented_credential(&view),
            _ => Huaweicloud::new().presented_credential(&view),
        }
    }
}

fn volcengine() -> tingji_signing_core::Volcengine {
    tingji_signing_core::Volcengine::new("cn-beijing", "ecs")
}
