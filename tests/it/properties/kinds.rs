//! The ways to sign, behind one door.

use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{
    Bce, Huaweicloud, PresentedCredential, PresignHeaders, Scheme, SignError, SignedHeaderPolicy,
    SignedHeaders, SigningInstructions, SigningTrace, Ucloud, Verification, VerifyError,
};

use crate::support::Wire;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
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

use Kind::*;

pub(super) const KINDS: [Kind; 13] = [
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

impl Kind {
    pub(super) fn is_ucloud(self) -> bool {
        matches!(self, UcloudForm | UcloudQuery | UcloudJson)
    }

    pub(super) fn is_bce(self) -> bool {
        matches!(self, BceMinimal | BceDefault | BceExplicit)
    }

    pub(super) fn is_volcengine(self) -> bool {
        matches!(self, Volcengine) || self.is_url()
    }

    /// Whether the signature stands in the query and covers no body.
    pub(super) fn is_url(self) -> bool {
        matches!(self, VolcengineUrl | VolcengineUrlNoHeaders)
    }

    pub(super) fn has_time(self) -> bool {
        !self.is_ucloud()
    }

    /// The headers that carry the time and the session token, where there are such headers.
    pub(super) fn own_headers(self) -> Option<[&'static str; 2]> {
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

    /// Whether a header of this request is signed, said independently of the signers.
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

    fn bce(self, wire: &Wire) -> Bce {
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
        let plain = if self == HuaweiDerived {
            Huaweicloud::derived("cn-north-4", "modelarts")
        } else {
            Huaweicloud::new()
        };
        Huaweicloud { headers, ..plain }
    }

    pub(super) fn sign(
        self,
        wire: &Wire,
        who: &Credential,
        time: UnixTime,
    ) -> Result<SigningInstructions, SignError> {
        let (view, volcengine) = (wire.view(), volcengine());
        match self {
            _ if self.is_ucloud() => Ucloud.sign(&view, who, time),
            _ if self.is_bce() => self.bce(wire).sign(&view, who, time),
            Volcengine => volcengine.sign(&view, who, time),
            VolcengineUrl => volcengine.sign_query(&view, who, time, PresignHeaders::Host),
            VolcengineUrlNoHeaders => volcengine.sign_query(&view, who, time, PresignHeaders::None),
            _ => self.huawei().sign(&view, who, time),
        }
    }

    pub(super) fn verify(self, wire: &Wire, who: &Credential, now: UnixTime) -> Verification {
        let view = wire.view();
        match self {
            _ if self.is_ucloud() => Ucloud.verify(&view, who, now),
            _ if self.is_bce() => Bce::new().verify(&view, who, now),
            _ if self.is_volcengine() => volcengine().verify(&view, who, now),
            _ => Huaweicloud::new().verify(&view, who, now),
        }
    }

    pub(super) fn explain(self, wire: &Wire, who: &Credential) -> Result<SigningTrace, VerifyError> {
        let view = wire.view();
        match self {
            _ if self.is_ucloud() => Ucloud.trace(&view, Some(who)),
            _ if self.is_bce() => Bce::new().trace(&view, Some(who)),
            _ if self.is_volcengine() => volcengine().trace(&view, Some(who)),
            _ => Huaweicloud::new().trace(&view, Some(who)),
        }
    }

    pub(super) fn claim(self, wire: &Wire) -> Result<PresentedCredential, VerifyError> {
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
