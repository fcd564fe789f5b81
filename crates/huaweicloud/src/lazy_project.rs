//! [`LazyProjectClient`]: a Huawei Cloud client that queries IAM for its project id.
//!
//! Every request to ModelArts names a project. Without a configured project id, the client queries IAM for the project of
//! its region. The query is sent with the first request instead of when the client is created, so that a failing IAM
//! affects only Huawei Cloud's own jobs.

use std::sync::OnceLock;

use futures_util::lock::Mutex;
use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, EndpointInfo, Filter, Page, RebootRequest, StartRequest,
    StopRequest,
};
use tingji_core::{Instance, InstanceId, Lifecycle, Result};

use crate::client::{Client, ClientBuilder};
use crate::lifecycle::CAPABILITIES;

/// Client that queries the project id before its first request, so that a problem of this cloud does not
/// prevent the stops of other clouds. A failed query is repeated by the next request.
#[derive(Debug)]
pub(crate) struct LazyProjectClient {
    builder: ClientBuilder,
    client: OnceLock<Client>,
    /// Lock that allows one query at a time.
    lookup_lock: Mutex<()>,
}

impl LazyProjectClient {
    /// # Errors
    ///
    /// Errors of the settings, found before anything is sent.
    pub(crate) fn new(builder: ClientBuilder) -> Result<Self> {
        builder.build_iam()?;
        Ok(Self { builder, client: OnceLock::new(), lookup_lock: Mutex::default() })
    }

    async fn client(&self) -> Result<&Client> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let _lookup = self.lookup_lock.lock().await;
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = self.builder.clone().build_with_project_lookup().await?;
        Ok(self.client.get_or_init(|| client))
    }
}

impl Lifecycle for LazyProjectClient {
    fn cloud(&self) -> &'static str {
        "huaweicloud"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    /// Returns `None` until the project is known.
    fn endpoint_info(&self) -> Option<EndpointInfo> {
        self.client.get().map(Client::endpoint_info)
    }

    async fn list(&self, filter: &Filter, cursor: Option<String>) -> Result<Page> {
        self.client().await?.list(filter, cursor).await
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        self.client().await?.get_many(ids).await
    }

    fn check(&self, instance: &Instance, request: &StopRequest) -> Result<()> {
        match self.client.get() {
            Some(client) => client.check(instance, request),
            None => CAPABILITIES.check_stop(request),
        }
    }

    async fn send_stop(&self, instance: &Instance, request: &StopRequest) -> Result<Acknowledgement> {
        self.client().await?.send_stop(instance, request).await
    }

    async fn send_start(&self, instance: &Instance, request: &StartRequest) -> Result<Acknowledgement> {
        self.client().await?.send_start(instance, request).await
    }

    async fn send_reboot(&self, instance: &Instance, request: &RebootRequest) -> Result<Acknowledgement> {
        self.client().await?.send_reboot(instance, request).await
    }

    async fn send_delete(&self, instance: &Instance, request: &DeleteRequest) -> Result<Acknowledgement> {
        self.client().await?.send_delete(instance, request).await
    }
}
