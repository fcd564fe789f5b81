//! [`ScopedSigner`]: signs for ECS, or for the service that a request names.

use http::{HeaderValue, Request};
use tingji_core::{Credential, RequestSigner, Result, UnixTime};
use tingji_signing_core::{Signer, Volcengine};

use crate::service::{SERVICE, SERVICE_HEADER};

/// Signer for the client's region and for the service that the request names; ECS by default.
#[derive(Debug)]
pub(crate) struct ScopedSigner {
    region: String,
    credential: Credential,
    ecs: Signer<Volcengine>,
}

impl ScopedSigner {
    pub(crate) fn new(region: String, credential: Credential) -> Self {
        let ecs = Signer::new(Volcengine::new(&region, SERVICE), credential.clone());
        Self { region, credential, ecs }
    }

    fn signer_for(&self, service: &HeaderValue) -> Signer<Volcengine> {
        let service = service.to_str().unwrap_or_default();
        Signer::new(Volcengine::new(&self.region, service), self.credential.clone())
    }
}

impl RequestSigner for ScopedSigner {
    fn sign_request(&self, request: &mut Request<bytes::Bytes>, time: UnixTime) -> Result<()> {
        let Some(service) = request.headers_mut().remove(SERVICE_HEADER) else {
            return self.ecs.sign_request(request, time);
        };
        let result = self.signer_for(&service).sign_request(request, time);
        if result.is_err() {
            request.headers_mut().insert(SERVICE_HEADER, service);
        }
        result
    }

    fn secrets(&self) -> Vec<&str> {
        self.ecs.secrets()
    }
}
