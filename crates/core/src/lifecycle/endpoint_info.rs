//! [`EndpointInfo`]: the endpoint of a client, for diagnosis.

/// Endpoint of a client, with what its responses have shown so far.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndpointInfo {
    /// Base URL of the requests.
    pub endpoint: String,
    /// True if requests use TLS with a verified certificate. False only for loopback and metadata services.
    pub encrypted: bool,
    /// Seconds by which the endpoint's clock is ahead of this machine's; `None` before the first response
    /// with a `Date` header. The header has whole seconds, so a difference of 1 has no meaning.
    pub clock_offset: Option<i64>,
    /// Project of the requests, if the cloud has projects and one was configured or found.
    pub project_id: Option<String>,
}

impl EndpointInfo {
    /// Creates the information about an endpoint that has not responded yet.
    pub fn new(endpoint: impl Into<String>, encrypted: bool) -> Self {
        Self { endpoint: endpoint.into(), encrypted, clock_offset: None, project_id: None }
    }

    /// Sets the project.
    #[must_use]
    pub fn with_project_id(mut self, project_id: Option<&str>) -> Self {
        self.project_id = project_id.map(str::to_owned);
        self
    }
}
