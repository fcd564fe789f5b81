//! Who asks: a token, or a signature of either algorithm; and what the gateway says when it is neither.

use tingji_core::Secret;
use tingji_signing_core::{Huaweicloud, VerifyError};

use crate::answer::{Call, Denied, Fault};
use crate::clock::Now;
use crate::cloud::Cloud;
use crate::scenario::Account;

/// A token in place of a signature, or a signature of either algorithm.
pub(super) fn authenticate(call: &Call<'_>) -> Result<Account, Fault> {
    if let Some(given) = call.wire.header("x-auth-token") {
        let given = Secret::new(given);
        let issued = call.world.tokens.iter().find(|token| token.text == given && token.holds(call.now));
        let mut accounts = call.world.accounts.iter().filter(|account| account.cloud == Cloud::Huaweicloud);
        let found = accounts.find(|account| {
            account.token.as_ref() == Some(&given)
                || issued.is_some_and(|token| token.access_key == account.access_key())
        });
        return found.cloned().ok_or_else(|| Fault::new(401, "APIGW.0307", "The token must be updated."));
    }
    call.authenticate(&Huaweicloud::new(), &[Cloud::Huaweicloud])
        .map_err(|denied| unauthorized(&denied, call.now))
}

/// The gateway tells what it saw: the canonical request with `|` for newlines, or both times.
fn unauthorized(denied: &Denied, now: Now) -> Fault {
    let why = match denied.problem {
        VerifyError::MissingSignature => "x-auth-token not found".to_owned(),
        VerifyError::Malformed(part) => format!("the authorization can't be read, {part}"),
        VerifyError::UnknownAccessKey => {
            "verify aksk signature fail, the access key does not exist".to_owned()
        }
        VerifyError::MissingToken | VerifyError::TokenMismatch => {
            "verify aksk signature fail, the security token is not valid".to_owned()
        }
        VerifyError::Expired(time) | VerifyError::ClockSkew(time) => {
            let (time, now) = (time.iso_basic(), now.wall().iso_basic());
            format!(
                "calc aksk signature fail:signature expired, signature time:{},server time:{}",
                &*time, &*now
            )
        }
        _ => format!("verify aksk signature fail, canonicalRequest:{}", denied.canonical.replace('\n', "|")),
    };
    Fault::new(401, "APIGW.0301", format!("Incorrect IAM authentication information: {why}"))
}
