//! [`EcsMetadata`]: the keys that an ECS is told by its metadata service.

use http::{HeaderName, Method};
use tingji_core::access::{CredentialSource, Issued, Keys};
use tingji_core::operation::Draft;
use tingji_core::source::{Fetch, Fields, Surroundings};
use tingji_core::{BoxFuture, Result, Secret, UnixTime};

use super::{ISSUED, refuse};

const BASE: &str = "http://169.254.169.254";
const TTL: HeaderName = HeaderName::from_static("x-metadata-token-ttl-seconds");
const TOKEN: HeaderName = HeaderName::from_static("x-metadata-token");

/// The temporary keys of the agency that an ECS has been given.
///
/// <https://support.huaweicloud.com/intl/en-us/usermanual-ecs/ecs_03_0166.html>
#[derive(Clone, Debug)]
pub struct EcsMetadata {
    fetch: Fetch,
}

impl EcsMetadata {
    /// The machine's own; `None` if the service is turned off.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the address is none of a metadata service.
    pub fn new(surroundings: &Surroundings) -> Result<Option<Self>> {
        Ok(Fetch::metadata(surroundings, BASE)?.map(|fetch| Self { fetch }))
    }

    /// `None` where the service's first version asks for none.
    async fn token(&self) -> Result<Option<Secret>> {
        let draft = Draft::new(Method::PUT, "/meta-data/latest/api/token").header(TTL, "21600");
        let reply = self.fetch.send(draft).await?;
        if [404, 405, 503].contains(&reply.status) {
            return Ok(None);
        }
        let token = String::from_utf8_lossy(&reply.body).trim().to_owned();
        if reply.is_success() && !token.is_empty() {
            Ok(Some(Secret::new(token)))
        } else {
            Err(reply.not_understood())
        }
    }

    async fn ask(&self) -> Result<Issued> {
        let mut draft = Draft::new(Method::GET, "/openstack/latest/securitykey");
        if let Some(token) = self.token().await? {
            draft = draft.header(TOKEN, token.expose());
        }
        let reply = self.fetch.send(draft).await?;
        if reply.status == 401 && String::from_utf8_lossy(&reply.body).contains("Cloud Service Agency") {
            return refuse("this machine has no agency: give it one in the console of ECS");
        }
        let answer = reply.json().filter(|_| reply.is_success()).ok_or_else(|| reply.not_understood())?;
        Fields::new(&answer, "the answer of the metadata service of ECS").inner("credential").issued(&ISSUED)
    }
}

impl CredentialSource for EcsMetadata {
    fn issue(&self, _now: UnixTime) -> BoxFuture<'_, Result<Issued>> {
        Box::pin(self.ask())
    }
}

impl From<EcsMetadata> for Keys {
    fn from(source: EcsMetadata) -> Self {
        Self::From(std::sync::Arc::new(source))
    }
}
