use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::instance_ref::InstanceRef;
use crate::location::location_setters;
use crate::model::Acknowledged;
use crate::protocol::CompShare;
use crate::validate::{require_text, validate_name};

/// Gives an instance another name, in any state.
///
/// At most 63 characters: Chinese, letters, digits and `_ . , : -`.
///
/// <https://www.compshare.cn/docs/gpus/instance/modifycompshareinstancename>
#[derive(Clone, Debug)]
pub struct ModifyCompShareInstanceName {
    instance: InstanceRef,
    name: String,
}

impl ModifyCompShareInstanceName {
    /// Of the instance with this id, to this name. Its region is needed too, here or in the
    /// client. (The vendor's SDKs require the zone as well; it is sent if it is known.)
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if the id can't be one.
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

    fn request(&self, config: &Config) -> Result<Draft> {
        require_text("Name", &self.name)?;
        validate_name(&self.name)?;
        self.instance.require_region(config)?;
        let mut params = self.instance.params(Self::NAME);
        params.push("Name", self.name.as_str());
        Ok(self.instance.location.request(params, config))
    }

    fn output(&self, payload: Value) -> Result<Acknowledged> {
        self.instance.parse_acknowledgement(payload)
    }
}
