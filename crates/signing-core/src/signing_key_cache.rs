//! [`SigningKeyCache`]: keyed hashes derived before, so that a key is derived once a day and not once a request.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use hmac::Hmac;
use sha2::Sha256;
use tingji_core::Secret;

/// So many are kept: for a handful of regions and services, over midnight.
const KEPT: usize = 8;
/// Longer scopes are not kept. A verifier takes them from strangers.
const LONGEST: usize = 128;

/// Keyed hashes by secret and scope. Clones share them.
///
/// They are wiped from memory when they are dropped, and when newer ones take their place.
#[derive(Clone, Default)]
pub(crate) struct SigningKeyCache(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    keys: Vec<Key>,
    /// The oldest one, once there are as many as are kept.
    oldest: usize,
}

struct Key {
    secret: Secret,
    scope: String,
    keyed: Hmac<Sha256>,
}

impl SigningKeyCache {
    /// The hash of this secret and scope, ready for a message.
    pub(crate) fn get(
        &self,
        secret: &Secret,
        scope: &str,
        derive: impl FnOnce() -> Hmac<Sha256>,
    ) -> Hmac<Sha256> {
        if let Some(keyed) = self.find(secret, scope) {
            return keyed;
        }
        // Not under the lock: others need not wait for it.
        let keyed = derive();
        if scope.len() <= LONGEST {
            let key = Key { secret: secret.clone(), scope: scope.to_owned(), keyed: keyed.clone() };
            self.0.lock().unwrap_or_else(PoisonError::into_inner).keep(key);
        }
        keyed
    }

    fn find(&self, secret: &Secret, scope: &str) -> Option<Hmac<Sha256>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = kept.keys.iter().find(|key| key.scope == scope && key.secret == *secret)?;
        Some(key.keyed.clone())
    }
}

impl Kept {
    fn keep(&mut self, key: Key) {
        if self.keys.len() < KEPT {
            self.keys.push(key);
        } else {
            self.keys[self.oldest] = key;
            self.oldest = (self.oldest + 1) % KEPT;
        }
    }
}

/// What was derived says nothing of what a scheme does: any two are equal.
impl PartialEq for SigningKeyCache {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for SigningKeyCache {}

impl fmt::Debug for SigningKeyCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKeyCache(***)")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::canonical_text::{hmac, hmac_hex};

    /// The text of the key that comes out, and how often one was derived.
    fn got(keys: &SigningKeyCache, secret: &str, scope: &str, derived: &AtomicUsize) -> String {
        let derive = || {
            derived.fetch_add(1, Ordering::Relaxed);
            hmac(format!("{secret} {scope}").as_bytes())
        };
        hmac_hex(keys.get(&Secret::new(secret), scope, derive), b"").as_str().to_owned()
    }

    fn right(secret: &str, scope: &str) -> String {
        hmac_hex(hmac(format!("{secret} {scope}").as_bytes()), b"").as_str().to_owned()
    }

    #[test]
    fn a_key_is_derived_once_for_each_secret_and_scope() {
        let (keys, derived) = (SigningKeyCache::default(), AtomicUsize::new(0));
        for _ in 0..3 {
            for (secret, scope) in [("a", "monday"), ("b", "monday"), ("a", "tuesday")] {
                assert_eq!(got(&keys, secret, scope, &derived), right(secret, scope));
            }
        }
        assert_eq!(derived.into_inner(), 3);
    }

    #[test]
    fn no_more_than_a_few_are_kept_and_long_scopes_never() {
        let (keys, derived) = (SigningKeyCache::default(), AtomicUsize::new(0));
        for day in 0..100 {
            got(&keys, "a", &day.to_string(), &derived);
            got(&keys, "a", &"x".repeat(LONGEST + 1), &derived);
        }
        assert_eq!(derived.load(Ordering::Relaxed), 200);
        assert_eq!(keys.0.lock().unwrap().keys.len(), KEPT);
        got(&keys, "a", "99", &derived);
        assert_eq!(derived.into_inner(), 200);
    }

    #[test]
    fn threads_that_share_them_get_the_keys_they_asked_for() {
        let (keys, derived) = (SigningKeyCache::default(), AtomicUsize::new(0));
        std::thread::scope(|threads| {
            for thread in 0..4 {
                let (keys, derived) = (keys.clone(), &derived);
                threads.spawn(move || {
                    for round in 0..500 {
                        let (secret, scope) = (((thread + round) % 3).to_string(), (round % 11).to_string());
                        assert_eq!(got(&keys, &secret, &scope, derived), right(&secret, &scope));
                    }
                });
            }
        });
    }

    #[test]
    fn nothing_of_a_key_is_shown() {
        let keys = SigningKeyCache::default();
        got(&keys, "swordfish", "monday", &AtomicUsize::new(0));
        assert_eq!(format!("{keys:?}"), "SigningKeyCache(***)");
    }
}
