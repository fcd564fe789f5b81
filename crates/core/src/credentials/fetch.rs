//! [`HttpFetch`]: one request to a service that issues keys, unsigned.

use std::sync::Arc;

use crate::Result;
use crate::connection::{default_http_client, metadata_http_client};
use crate::credentials::{CredentialContext, MetadataService};
use crate::endpoint::Endpoint;
use crate::http_client::HttpClient;
use crate::operation::{HttpResponse, UnsignedRequest};
use crate::request_log::fetched;

/// Sends requests that nothing signs to one service. Redirects are never followed.
#[derive(Clone, Debug)]
pub struct HttpFetch {
    endpoint: Endpoint,
    http_client: Arc<dyn HttpClient>,
}

impl HttpFetch {
    /// To the metadata service at this fixed address, or to the one the surroundings name; `None` if
    /// they forbid it. The built-in client gives it 1 s to connect and 1 s more to answer.
    ///
    /// # Errors
    ///
    /// [`Config`](crate::ErrorKind::Config) if the address is none of a metadata service.
    pub fn metadata(surroundings: &CredentialContext, vendor: &str) -> Result<Option<Self>> {
        let endpoint = match &surroundings.network().metadata {
            MetadataService::Off => return Ok(None),
            MetadataService::At(endpoint) => endpoint.clone(),
            MetadataService::Vendor => Endpoint::metadata(vendor)?,
        };
        Self::machine(surroundings, endpoint).map(Some)
    }

    /// To a service on this machine or its host, with the client for such.
    ///
    /// # Errors
    ///
    /// [`Config`](crate::ErrorKind::Config) if HTTPS can't be set up.
    pub fn machine(surroundings: &CredentialContext, endpoint: Endpoint) -> Result<Self> {
        let http_client = match &surroundings.network().http_client {
            Some(client) if !client.may_use_proxy() => Arc::clone(client),
            _ => metadata_http_client(&endpoint)?,
        };
        Ok(Self { endpoint, http_client })
    }

    /// To a token service at this URL, unless the surroundings name another one.
    ///
    /// # Errors
    ///
    /// [`Config`](crate::ErrorKind::Config) if it is no URL, or HTTPS can't be set up.
    pub fn service(surroundings: &CredentialContext, vendor: &str) -> Result<Self> {
        let network = surroundings.network();
        let endpoint = network.endpoint.clone().map_or_else(|| vendor.parse(), Ok)?;
        let http_client = match &network.http_client {
            Some(client) => Arc::clone(client),
            None => default_http_client(&endpoint, &network.http_options)?,
        };
        Ok(Self { endpoint, http_client })
    }

    /// The reply, whatever its status.
    ///
    /// # Errors
    ///
    /// The HTTP client's.
    pub async fn send(&self, draft: UnsignedRequest) -> Result<HttpResponse> {
        let request = self.endpoint.request(draft)?;
        let (method, uri) = (request.method().to_string(), request.uri().clone());
        let sent = self.http_client.send(request).await;
        let host = uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
        fetched((&method, host, uri.path()), sent.as_ref());
        sent.map_err(|error| error.of(&self.endpoint))
    }
}
