//! [`SigningKeyCache`]: derived signing keys, so that a key is derived once a day and not once per request.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use hmac::Hmac;
use sha2::Sha256;
use tingji_core::Secret;

/// Keys in the cache: enough for a handful of regions and services, also while the date changes.
const CACHE_SIZE: usize = 8;
/// Longest cached scope, in bytes. A verifier receives scopes from strangers, who could fill the memory.
const MAX_SCOPE_LEN: usize = 128;

/// Derived signing keys by secret key and scope. Clones share one cache.
///
/// A key is stored as an HMAC that has processed it, which saves two more hash blocks for each signature. The
/// HMAC and the secret are wiped from memory when they are dropped. A full cache replaces its oldest key.
#[derive(Clone, Default)]
pub(crate) struct SigningKeyCache(Arc<Mutex<CacheInner>>);

/// Contents of the cache, behind its mutex.
#[derive(Default)]
struct CacheInner {
    /// At most [`CACHE_SIZE`] keys.
    keys: Vec<SigningKey>,
    /// Index of the oldest key once the cache is full.
    oldest: usize,
}

/// Derived key with the values from which it was derived.
struct SigningKey {
    /// Secret key of the account.
    secret: Secret,
    /// `date/region/service/request`.
    scope: String,
    /// HMAC-SHA256 that has processed the derived key and waits for a message.
    mac: Hmac<Sha256>,
}

impl SigningKeyCache {
    /// Returns the HMAC for this secret key and scope, and calls `derive` if the cache has none.
    pub(crate) fn get(
        &self,
        secret: &Secret,
        scope: &str,
        derive: impl FnOnce() -> Hmac<Sha256>,
    ) -> Hmac<Sha256> {
        if let Some(mac) = self.find(secret, scope) {
            return mac;
        }
        // The mutex is not locked here, so that other threads do not wait for the derivation.
        let mac = derive();
        if scope.len() <= MAX_SCOPE_LEN {
            let key = SigningKey { secret: secret.clone(), scope: scope.to_owned(), mac: mac.clone() };
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        }
        mac
    }

    /// Searches the cache. `Secret` compares in constant time.
    fn find(&self, secret: &Secret, scope: &str) -> Option<Hmac<Sha256>> {
        let inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = inner.keys.iter().find(|key| key.scope == scope && key.secret == *secret)?;
        Some(key.mac.clone())
    }
}

impl CacheInner {
    /// Adds a key, and removes the oldest one if the cache is full.
    fn insert(&mut self, key: SigningKey) {
        if self.keys.len() < CACHE_SIZE {
            self.keys.push(key);
        } else {
            self.keys[self.oldest] = key;
            self.oldest = (self.oldest + 1) % CACHE_SIZE;
        }
    }
}

/// Any two caches are equal: the cached keys do not change the signatures of a scheme.
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
    use crate::hash::{hmac, hmac_hex};

    /// Returns the hex text of the key that the cache returns, and counts the derivations.
    fn cached(cache: &SigningKeyCache, secret: &str, scope: &str, derivations: &AtomicUsize) -> String {
        let mac = cache.get(&Secret::new(secret), scope, || {
            derivations.fetch_add(1, Ordering::Relaxed);
            hmac(format!("{secret} {scope}").as_bytes())
        });
        hmac_hex(mac, b"").as_str().to_owned()
    }

    fn expected(secret: &str, scope: &str) -> String {
        hmac_hex(hmac(format!("{secret} {scope}").as_bytes()), b"").as_str().to_owned()
    }

    #[test]
    fn key_is_derived_once_for_each_secret_and_scope() {
        let cache = SigningKeyCache::default();
        let derivations = AtomicUsize::new(0);
        for _ in 0..3 {
            for (secret, scope) in [("a", "monday"), ("b", "monday"), ("a", "tuesday")] {
                assert_eq!(cached(&cache, secret, scope, &derivations), expected(secret, scope));
            }
        }
        assert_eq!(derivations.into_inner(), 3);
    }

    #[test]
    fn cache_is_bounded_and_skips_long_scopes() {
        let cache = SigningKeyCache::default();
        let derivations = AtomicUsize::new(0);
        for day in 0..100 {
            cached(&cache, "a", &day.to_string(), &derivations);
            cached(&cache, "a", &"x".repeat(MAX_SCOPE_LEN + 1), &derivations);
        }
        assert_eq!(derivations.load(Ordering::Relaxed), 200);
        assert_eq!(cache.0.lock().unwrap().keys.len(), CACHE_SIZE);
        cached(&cache, "a", "99", &derivations);
        assert_eq!(derivations.into_inner(), 200);
    }

    #[test]
    fn threads_that_share_a_cache_get_their_own_keys() {
        let cache = SigningKeyCache::default();
        let derivations = AtomicUsize::new(0);
        std::thread::scope(|threads| {
            for thread in 0..4 {
                let cache = cache.clone();
                let derivations = &derivations;
                threads.spawn(move || {
                    for round in 0..500 {
                        let secret = ((thread + round) % 3).to_string();
                        let scope = (round % 11).to_string();
                        assert_eq!(cached(&cache, &secret, &scope, derivations), expected(&secret, &scope));
                    }
                });
            }
        });
    }

    #[test]
    fn debug_shows_no_key() {
        let cache = SigningKeyCache::default();
        cached(&cache, "swordfish", "monday", &AtomicUsize::new(0));
        assert_eq!(format!("{cache:?}"), "SigningKeyCache(***)");
    }
}
