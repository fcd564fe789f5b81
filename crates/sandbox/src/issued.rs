//! Keys that end: what token and metadata services give out.

use tingji_core::{Credential, Secret, UnixTime};

use crate::answer::Call;
use crate::clock::Now;
use crate::cloud::Cloud;
use crate::scenario::Account;

/// A key pair with a session token, in an account's name until it ends.
#[derive(Debug)]
pub(crate) struct IssuedKeys {
    pub(crate) cloud: Cloud,
    pub(crate) credential: Credential,
    pub(crate) owner: Account,
    /// In the time that tests can advance.
    until: i64,
}

impl IssuedKeys {
    pub(crate) fn hold(&self, now: Now) -> bool {
        now.world < self.until
    }
}

/// What a service tells of fresh keys.
pub(crate) struct Told {
    pub(crate) key: String,
    pub(crate) secret: String,
    pub(crate) token: String,
    pub(crate) now: UnixTime,
    pub(crate) end: UnixTime,
}

/// Fresh keys of an account, good for so many seconds.
pub(crate) fn issue(call: &mut Call<'_>, owner: Account, seconds: i64) -> Told {
    let [key, secret, token] = [(); 3].map(|()| call.world.ids.digits());
    let (key, token) = (format!("AKTP{key}"), format!("STS{token}"));
    let credential =
        Credential::new(key.as_str(), Secret::new(secret.as_str())).with_security_token(token.as_str());
    let until = call.now.world.saturating_add(seconds.saturating_mul(1000));
    call.world.issued.push(IssuedKeys { cloud: owner.cloud, credential, owner, until });
    let now = call.now.wall();
    Told { key, secret, token, now, end: now.plus(seconds) }
}

/// The first account of a cloud: it is the one whose machines a metadata service would be on, and, as
/// the sandbox knows no users, its secret is taken for the token of an identity provider.
pub(crate) fn first_account(call: &Call<'_>, cloud: Cloud) -> Option<Account> {
    call.world.accounts.iter().find(|account| account.cloud == cloud).cloned()
}

/// The account whose secret this is.
pub(crate) fn account_of_token(call: &Call<'_>, cloud: Cloud, token: &str) -> Option<Account> {
    let token = Secret::new(token);
    let mut accounts = call.world.accounts.iter().filter(|account| account.cloud == cloud);
    accounts.find(|account| *account.credential().secret_key() == token).cloned()
}
