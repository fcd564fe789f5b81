//! [`IamClient`]: requests tokens and finds projects at IAM.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tingji_core::api::{ApiClient, Response};
use tingji_core::operation::Operation;
use tingji_core::{Error, ErrorKind, Result};

use crate::operation::KeystoneListProjects;
use crate::protocol::Iam;

/// Client of IAM in one region, for [`CreateToken`](crate::operation::CreateToken) and
/// [`KeystoneListProjects`]. Created by [`build_iam`](crate::ClientBuilder::build_iam). Clones are cheap.
///
/// A client with a key pair or a token authenticates its requests. A client with a password does not: it
/// can only create tokens.
///
/// ```
/// use tingji_huaweicloud::Client;
/// use tingji_huaweicloud::operation::KeystoneListProjects;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
/// # let endpoint = sandbox.endpoint();
///
/// let iam = Client::builder(credential).endpoint(&endpoint)?.build_iam()?;
/// let response = iam.send(&KeystoneListProjects::new().name("cn-north-4")).await?;
/// assert_eq!(response.projects.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct IamClient {
    pub(crate) api: ApiClient<Iam>,
}

impl IamClient {
    /// Sends one of the two operations of IAM.
    ///
    /// # Errors
    ///
    /// The vendor's error, or a network error; see [`tingji_core::ErrorKind`].
    pub async fn send<O: Operation<Protocol = Iam>>(&self, operation: &O) -> Result<Response<O::Output>> {
        self.api.send(operation).await
    }

    /// Returns the id of the project with the region's name. If `key` is the access key, the id is cached
    /// under it until the process ends; without a key it is not cached.
    pub(crate) async fn project_of_region(&self, key: Option<&str>) -> Result<String> {
        let region = self.api.config();
        let place = key.map(|key| (self.api.endpoint().to_string(), key.to_owned(), region.clone()));
        if let Some(known) = place.as_ref().and_then(|place| project_cache().get(place).cloned()) {
            return Ok(known);
        }
        let response = self.send(&KeystoneListProjects::new().name(region.as_str())).await?;
        let ids = response.projects.iter().filter_map(|project| project.id.clone());
        let id = single_project(ids.collect(), region)?;
        if let Some(place) = place {
            project_cache().insert(place, id.clone());
        }
        Ok(id)
    }
}

/// Cached project ids by IAM endpoint, access key and region.
type ProjectCache = BTreeMap<(String, String, String), String>;

fn project_cache() -> std::sync::MutexGuard<'static, ProjectCache> {
    static CACHE: Mutex<ProjectCache> = Mutex::new(BTreeMap::new());
    CACHE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the only id; an error if there is none or more than one.
fn single_project(mut ids: Vec<String>, region: &str) -> Result<String> {
    let message = match (ids.len(), ids.pop()) {
        (1, Some(id)) => return Ok(id),
        (_, None) => {
            format!("this account has no project named {region}: check the region, or set the project_id")
        }
        (count, Some(last)) => {
            ids.push(last);
            let ids = ids.join(", ");
            format!("{count} projects are named {region}: choose one of them by its project_id: {ids}")
        }
    };
    Err(Error::new(ErrorKind::Config, message))
}
