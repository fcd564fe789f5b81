//! [`Account`]: a key pair with all that is needed to use it.

use std::sync::Arc;

use tingji_core::pace::Pace;
use tingji_core::{Credential, Error, ErrorKind, Lifecycle, Result};

use crate::Cloud;

/// A key pair at one cloud and, but for CompShare, in one region.
#[derive(Clone, Debug)]
pub struct Account {
    /// The cloud.
    pub cloud: Cloud,
    /// The key pair.
    pub credential: Credential,
    /// The region; at CompShare none means all.
    pub region: Option<String>,
    /// The zone, which only UCloud asks for.
    pub zone: Option<String>,
    /// The project: needed at Huawei Cloud, and by sub-accounts at UCloud and CompShare.
    pub project_id: Option<String>,
    /// Another base URL than the vendor's.
    pub endpoint: Option<String>,
    /// The pace shared with other clients of the same key pair.
    pub pace: Option<Arc<Pace>>,
}

impl Account {
    /// An account with nothing but its key pair.
    pub fn new(cloud: Cloud, credential: Credential) -> Self {
        Self { cloud, credential, region: None, zone: None, project_id: None, endpoint: None, pace: None }
    }

    /// The region, or the vendor's default.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref().or(self.cloud.default_region())
    }

    /// A client behind the shared interface.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if a setting is wrong or missing, or this build leaves the cloud out.
    pub fn connect(&self) -> Result<Arc<dyn Lifecycle>> {
        match self.cloud {
            Cloud::Ucloud => self.ucloud(),
            Cloud::Compshare => self.compshare(),
            Cloud::Bce => self.bce(),
            Cloud::Volcengine => self.volcengine(),
            Cloud::Huaweicloud => self.huaweicloud(),
        }
    }
}

/// One method per cloud: the same builder calls where the feature is on, an error where it is off.
macro_rules! connect {
    ($feature:literal, $method:ident, $krate:ident, $account:ident, $builder:ident => $settings:block) => {
        impl Account {
            #[cfg(feature = $feature)]
            fn $method(&self) -> Result<Arc<dyn Lifecycle>> {
                let $account = self;
                let mut $builder = $krate::Client::builder(self.credential.clone());
                if let Some(region) = &self.region {
                    $builder = $builder.region(region.as_str());
                }
                if let Some(endpoint) = &self.endpoint {
                    $builder = $builder.endpoint(endpoint)?;
                }
                if let Some(pace) = &self.pace {
                    $builder = $builder.pace(Arc::clone(pace));
                }
                $settings
                Ok(Arc::new($builder.build()?))
            }

            #[cfg(not(feature = $feature))]
            fn $method(&self) -> Result<Arc<dyn Lifecycle>> {
                Err(left_out(self.cloud))
            }
        }
    };
}

connect!("bce", bce, tingji_bce, _account, builder => {});
connect!("volcengine", volcengine, tingji_volcengine, _account, builder => {});
connect!("huaweicloud", huaweicloud, tingji_huaweicloud, account, builder => {
    if let Some(project_id) = &account.project_id {
        builder = builder.project_id(project_id.as_str());
    }
});
connect!("compshare", compshare, tingji_compshare, account, builder => {
    if let Some(project_id) = &account.project_id {
        builder = builder.project_id(project_id.as_str());
    }
});
connect!("ucloud", ucloud, tingji_ucloud, account, builder => {
    if let Some(zone) = &account.zone {
        builder = builder.zone(zone.as_str());
    }
    if let Some(project_id) = &account.project_id {
        builder = builder.project_id(project_id.as_str());
    }
});

#[allow(dead_code, reason = "with all features on, nothing is left out")]
fn left_out(cloud: Cloud) -> Error {
    Error::new(ErrorKind::Config, format!("this build of tingji leaves out {cloud}: turn its feature on"))
}
