use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;
use crate::validate::{require_text, validate_name};

/// Renames an instance. Possible in any state.
///
/// A name has at most 63 characters: Chinese, letters, digits and `_ . , : -`.
///
/// <https://www.compshare.cn/docs/gpus/instance/modifycompshareinstancename>
#[derive(Clone, Debug)]
pub struct ModifyCompShareInstanceName {
    instance: InstanceRef,
    name: String,
}

impl ModifyCompShareInstanceName {
    /// Creates the request for one instance and its new name. The region is required, here or in the
    /// client. The zone is sent if it is known; the vendor's SDKs require it.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id is empty, too long, or has a
    /// character that no id has.
    pub fn new(uhost_id: &str, name: impl Into<String>) -> Result<Self> {
        Ok(Self { instance: InstanceRef::new(uhost_id)?, name: name.into() })
    }
}

location_setters!(ModifyCompShareInstanceName, instance.location);

impl Operation for ModifyCompShareInstanceName {
    type Protocol = CompShare;
    type Output = Acknowledged;
    const NAME: &'static str = "ModifyCompShareInstanceName";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        require_text("Name", &self.name)?;
        validate_name(&self.name)?;
        self.instance.require_region(config)?;
        let mut params = self.instance.params(Self::NAME);
        params.push("Name", self.name.as_str());
        Ok(self.instance.location.request(params, config))
    }

    fn decode_output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
