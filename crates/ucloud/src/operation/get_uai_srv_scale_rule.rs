use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest, parse_page};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;

use crate::model::ScaleRules;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::validate_id;

/// Lists the scale rules of an exclusive service: the conditions for adding and removing nodes.
///
/// ```
/// use tingji_ucloud::operation::{GetUAISrvScaleRule, UpdateUAISrvScaleRuleParams};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Ucloud);
/// # let client = tingji_ucloud::Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// let rules = client.send(&GetUAISrvScaleRule::new("uaiservice-demo1")?).await?;
/// assert_eq!(rules.result[0].max_node, Some(2));
/// let rule = UpdateUAISrvScaleRuleParams::new("uaiservice-demo1", 1)?.nodes(2, 4).thresholds(10.0, 100.0);
/// client.send(&rule).await?;
/// # Ok(())
/// # }
/// ```
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_scale_rule.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUAISrvScaleRule {
    /// Id of the service.
    pub service_id: String,
}

impl GetUAISrvScaleRule {
    /// Creates the request for a service.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](tingji_core::ErrorKind::InvalidRequest) if an id is malformed.
    pub fn new(service_id: &str) -> Result<Self> {
        Ok(Self { service_id: validate_id(service_id)? })
    }
}

impl Operation for GetUAISrvScaleRule {
    type Protocol = Rpc;
    type Output = ScaleRules;
    const NAME: &'static str = "GetUAISrvScaleRule";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        Ok(form_request(params, &Config { zone: None, ..config.clone() }))
    }

    fn decode_output(&self, payload: Value) -> Result<ScaleRules> {
        parse_page(payload, "Result", "TotalCount")
    }
}
