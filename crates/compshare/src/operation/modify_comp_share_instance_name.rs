use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_ucloud::Config;

use crate::CompShare;
use crate::model::Accepted;
use crate::place::{Target, check_filled, check_name, place_setters};

/// Gives an instance another name, in any state.
///
/// At most 63 characters: Chinese, letters, digits and `_ . , : -`.
///
/// <https://www.compshare.cn/docs/gpus/instance/modifycompshareinstancename>
#[derive(Clone, Debug)]
pub struct ModifyCompShareInstanceName {
    target: Target,
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
        Ok(Self { target: Target::new(uhost_id)?, name: name.into() })
    }
}

place_setters!(ModifyCompShareInstanceName, target.place);

impl Operation for ModifyCompShareInstanceName {
    type Protocol = CompShare;
    type Output = Accepted;
    const NAME: &'static str = "ModifyCompShareInstanceName";
    const RETRY: RetryClass = RetryClass::ObserveFirst;

    fn request(&self, config: &Config) -> Result<Draft> {
        check_filled("Name", &self.name)?;
        check_name(&self.name)?;
        self.target.check_region(config)?;
        let mut params = self.target.params(Self::NAME);
        params.push("Name", self.name.as_str());
        Ok(self.target.place.form(params, config))
    }

    fn output(&self, payload: Value) -> Result<Accepted> {
        self.target.accepted(payload)
    }
}
