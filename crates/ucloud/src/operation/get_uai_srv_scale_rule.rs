use tingji_core::operation;
use tingji_core::operation::parse_page;
use tingji_core::params::validate_id;

use crate::model::ScaleRules;
use crate::protocol::{Config, Rpc, operation_request};

operation! {
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
    /// let rules = client.send(&GetUAISrvScaleRule::new("uaiservice-demo1")).await?;
    /// assert_eq!(rules.result[0].max_node, Some(2));
    /// let rule = UpdateUAISrvScaleRuleParams::new("uaiservice-demo1", 1).max_node(4).up_threshold(100.0);
    /// client.send(&rule).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/get_uai_srv_scale_rule.py>
    pub struct GetUAISrvScaleRule: Rpc, Safe -> ScaleRules;
    /// Creates the request for a service.
    new("ServiceID" => service_id: String);
    request(self, config) {
        validate_id(&self.service_id)?;
        operation_request(self, &Config { zone: None, ..config.clone() })
    }
    decode(self, payload) { parse_page(payload, "Result", "TotalCount") }
}
