//! Issuing temporary credentials, for the vendors' token and metadata services.

use tingji_core::{Credential, Secret, UnixTime};

use crate::cloud::Cloud;
use crate::scenario::account::SandboxAccount;
use crate::state::issued_credentials::IssuedCredential;
use crate::vendors::call::RequestContext;

/// A credential that was just issued, in the parts that responses contain.
pub(crate) struct NewCredential {
    pub(crate) key: String,
    pub(crate) secret: String,
    pub(crate) token: String,
    pub(crate) issued_at: UnixTime,
    pub(crate) expires_at: UnixTime,
}

/// Issues a credential that acts for `owner` and is valid for this many seconds.
pub(crate) fn issue(ctx: &mut RequestContext<'_>, owner: SandboxAccount, seconds: i64) -> NewCredential {
    let [key, secret, token] = [(); 3].map(|()| ctx.state.ids.next_hex());
    let key = format!("AKTP{key}");
    let token = format!("STS{token}");
    let credential =
        Credential::new(key.as_str(), Secret::new(secret.as_str())).with_security_token(token.as_str());
    let expires_at_ms = ctx.now.state_ms.saturating_add(seconds.saturating_mul(1000));
    ctx.state.issued_credentials.push(IssuedCredential {
        cloud: owner.cloud,
        credential,
        owner,
        expires_at_ms,
    });
    let issued_at = ctx.now.wall();
    NewCredential { key, secret, token, issued_at, expires_at: issued_at.plus(seconds) }
}

/// The first account of a cloud, which owns the machines that a metadata service runs on.
pub(crate) fn first_account(ctx: &RequestContext<'_>, cloud: Cloud) -> Option<SandboxAccount> {
    ctx.state.accounts.iter().find(|account| account.cloud == cloud).cloned()
}

/// The account that a token of an external identity provider belongs to.
///
/// The sandbox has no identity provider: the token is the account's secret key.
pub(crate) fn account_of_id_token(
    ctx: &RequestContext<'_>,
    cloud: Cloud,
    id_token: &str,
) -> Option<SandboxAccount> {
    let id_token = Secret::new(id_token);
    let mut accounts = ctx.state.accounts.iter().filter(|account| account.cloud == cloud);
    accounts.find(|account| *account.credential().secret_key() == id_token).cloned()
}
