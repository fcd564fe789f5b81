//! [`HttpFetch`]: unsigned requests to a service that issues credentials.

use std::sync::Arc;

use crate::Result;
use crate::connection::{default_http_client, metadata_http_client};
use crate::credentials::{CredentialContext, MetadataService};
use crate::endpoint::Endpoint;
use crate::http_client::HttpClient;
use crate::operation::{HttpResponse, UnsignedRequest};
use crate::request_log::log_fetch;

/// Sends unsigned requests to one service that issues credentials. Redirects are never followed.
#[derive(Clone, Debug)]
pub struct HttpFetch {
    endpoint: Endpoint,
    http_client: Arc<dyn HttpClient>,
}

impl HttpFetch {
    /// Returns a client of the metadata service at the vendor's fixed address, or at the address that the
    /// context names. `None` if the context turns metadata services off. The built-in HTTP client allows 1 s
    /// to connect and 2 s in total.
    ///
    /// # Errors
    ///
    /// [`Config`](crate::ErrorKind::Config) if `vendor_url` is not the address of a metadata service.
    pub fn for_metadata(context: &CredentialContext, vendor_url: &str) -> Result<Option<Self>> {
        let endpoint = match &context.network().metadata {
            MetadataService::Off => return Ok(None),
            MetadataService::At(endpoint) => endpoint.clone(),
            MetadataService::Vendor => Endpoint::metadata(vendor_url)?,
        };
        Self::for_local_service(context, endpoint).map(Some)
    }

    /// Returns a client of a service on this machine or its host, with the limits of
    /// [`for_metadata`](Self::for_metadata). Requests never go through a proxy: the built-in HTTP client
    /// replaces a caller's client that [may use one](HttpClient::may_use_proxy).
    ///
    /// # Errors
    ///
    /// [`Config`](crate::ErrorKind::Config) if HTTPS can't be set up.
    pub fn for_local_service(context: &CredentialContext, endpoint: Endpoint) -> Result<Self> {
        let http_client = match &context.network().http_client {
            Some(client) if !client.may_use_proxy() => Arc::clone(client),
            _ => metadata_http_client(&endpoint)?,
        };
        Ok(Self { endpoint, http_client })
    }

    /// Returns a client of the token service at this URL, or at the URL that the context names.
    ///
    /// # Errors
    ///
    /// [`Config`](crate::ErrorKind::Config) if `vendor_url` is not a URL, or HTTPS can't be set up.
    pub fn for_token_service(context: &CredentialContext, vendor_url: &str) -> Result<Self> {
        let network = context.network();
        let endpoint = network.endpoint.clone().map_or_else(|| vendor_url.parse(), Ok)?;
        let http_client = match &network.http_client {
            Some(client) => Arc::clone(client),
            None => default_http_client(&endpoint, &network.http_options)?,
        };
        Ok(Self { endpoint, http_client })
    }

    /// Sends a request once and returns the response, with any status.
    ///
    /// # Errors
    ///
    /// The error of the HTTP client, with the endpoint in its message, or
    /// [`InvalidRequest`](crate::ErrorKind::InvalidRequest) if HTTP does not allow the request.
    pub async fn send(&self, unsigned: UnsignedRequest) -> Result<HttpResponse> {
        let request = self.endpoint.request(unsigned)?;
        let method = request.method().to_string();
        let uri = request.uri().clone();
        let result = self.http_client.send(request).await;
        let host = uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
        log_fetch(&method, host, uri.path(), result.as_ref());
        result.map_err(|error| error.with_prefix(&self.endpoint))
    }
}
