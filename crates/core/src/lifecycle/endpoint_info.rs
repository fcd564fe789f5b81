//! [`EndpointInfo`]: what a client knows of the other side.

/// Where a client's requests go, and what their answers have told so far.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndpointInfo {
    /// The base URL of the requests.
    pub endpoint: String,
    /// Whether they are sent over TLS, with the certificate checked.
    pub encrypted: bool,
    /// How many seconds the endpoint's clock is ahead of this machine's; `None` before the first
    /// answer that has a `Date`. It is told in whole seconds, so one more or less means nothing.
    pub clock_offset: Option<i64>,
    /// The project the requests are about, where one is named or was found.
    pub project_id: Option<String>,
}

impl EndpointInfo {
    /// A way to this endpoint, of which nothing more is known.
    pub fn new(endpoint: impl Into<String>, encrypted: bool) -> Self {
        Self { endpoint: endpoint.into(), encrypted, clock_offset: None, project_id: None }
    }

    /// Names the project.
    #[must_use]
    pub fn with_project_id(mut self, project_id: Option<&str>) -> Self {
        self.project_id = project_id.map(str::to_owned);
        self
    }
}
