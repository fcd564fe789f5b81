//! Creation of instances.
//!
//! Guesses: quotas, stock, images and subnets are not checked; a new instance gets the GPUs of another instance of its
//! type; a month has 30 days.
//!
//! <https://www.volcengine.com/docs/6396/76275>

use serde_json::{Map, Value, json};

use crate::cloud::Cloud;
use crate::http::params::InvalidParam;
use crate::scenario::instance::InstanceSpec;
use crate::vendors::vendor_error::VendorError;
use crate::vendors::volcengine::checks::dry_run_passed;
use crate::vendors::volcengine::ecs::EcsRequest;
use crate::vendors::volcengine::error::{EcsError, EcsResult, missing_param};
use crate::vendors::volcengine::format::format_time;
use crate::vendors::volcengine::locations::ZONE_SUFFIXES;

/// Required parameters. Guess: they are checked in the order of the vendor's page.
const REQUIRED: [&str; 6] = [
    "ZoneId",
    "ImageId",
    "InstanceName",
    "NetworkInterfaces.1.SubnetId",
    "NetworkInterfaces.1.SecurityGroupIds.1",
    "Volumes.1.VolumeType",
];

/// Parameters that `DescribeInstances` returns unchanged.
const STORED: [&str; 6] =
    ["ImageId", "Description", "ProjectName", "KeyPairName", "HpcClusterId", "Hostname"];

const MONTH_MS: i64 = 30 * 86_400_000;
const MAX_PREPAID_MONTHS: usize = 60;
/// Largest number of instances in one request.
const MAX_COUNT: usize = 100;

impl EcsRequest<'_, '_> {
    /// Creates `Count` instances, which are `CREATING` and then `RUNNING`. `DryRun` only checks the request.
    pub(super) fn run_instances(&mut self) -> EcsResult {
        self.execute_once(|request| {
            let spec = request.new_instance_spec()?;
            let count = request.instance_count()?;
            let attributes = request.new_attributes(&spec)?;
            if request.params.boolean("DryRun")? {
                return Err(dry_run_passed());
            }
            let ids: Vec<_> = (0..count).map(|number| request.create(&spec, number, &attributes)).collect();
            Ok(json!({ "InstanceIds": ids }))
        })
    }

    fn required(&self, name: &str) -> Result<String, EcsError> {
        let value = self.params.non_empty(name).map(str::to_owned);
        value.ok_or_else(|| missing_param("MissingParameter", name).into())
    }

    fn new_instance_spec(&self) -> Result<InstanceSpec, EcsError> {
        for name in REQUIRED {
            self.required(name)?;
        }
        let mut spec = InstanceSpec::new(Cloud::Volcengine, String::new());
        // `InstanceType` is the former name of `InstanceTypeId`.
        spec.instance_type = match self.params.non_empty("InstanceType") {
            Some(instance_type) => instance_type.to_owned(),
            None => self.required("InstanceTypeId")?,
        };
        spec.region.clone_from(&self.region);
        spec.zone = self.zone()?;
        spec.name = self.required("InstanceName")?;
        spec.state = "CREATING".to_owned();
        spec.charge_type = self.one_of("InstanceChargeType", &["PostPaid", "PrePaid"])?;
        let strategies = ["NoSpot", "SpotAsPriceGo", "SpotWithPriceLimit"];
        spec.spot = self.one_of("SpotStrategy", &strategies)? != "NoSpot";
        (spec.gpu, spec.gpu_count) = self.gpus_of_type(&spec.instance_type);
        Ok(spec)
    }

    fn zone(&self) -> Result<String, EcsError> {
        let zone = self.required("ZoneId")?;
        if ZONE_SUFFIXES.iter().any(|suffix| zone == format!("{}-{suffix}", self.region)) {
            return Ok(zone);
        }
        Err(VendorError::new(404, "InvalidZone.NotFound", "The specified zone does not exist.").into())
    }

    /// A parameter with one of these values. The first value is the default.
    fn one_of(&self, name: &'static str, values: &[&str]) -> Result<String, EcsError> {
        let value = self.params.non_empty(name).unwrap_or(values[0]);
        if values.contains(&value) { Ok(value.to_owned()) } else { Err(InvalidParam(name).into()) }
    }

    /// GPU model and number of an instance type, copied from another instance of the type.
    fn gpus_of_type(&self, instance_type: &str) -> (String, u32) {
        let mut specs = self.ctx.state.machines_of(Cloud::Volcengine).map(|(_, machine)| &machine.spec);
        let same_type = specs.find(|spec| spec.instance_type == instance_type);
        same_type.map(|spec| (spec.gpu.clone(), spec.gpu_count)).unwrap_or_default()
    }

    fn instance_count(&self) -> Result<usize, EcsError> {
        // The page says that 0 means 1.
        let count = self.params.unsigned("Count", 1)?.max(1);
        let min_count = self.params.unsigned("MinCount", 1)?;
        if count <= MAX_COUNT && min_count <= count { Ok(count) } else { Err(InvalidParam("Count").into()) }
    }

    /// Fields of a new instance that override the defaults of `DescribeInstances`.
    fn new_attributes(&self, spec: &InstanceSpec) -> Result<Map<String, Value>, EcsError> {
        let mut attributes = Map::new();
        for name in STORED {
            if let Some(value) = self.params.non_empty(name) {
                attributes.insert(name.to_owned(), value.into());
            }
        }
        if spec.charge_type == "PrePaid" {
            let months_per_period = match self.one_of("PeriodUnit", &["Month", "Year"])?.as_str() {
                "Year" => 12,
                _ => 1,
            };
            let months = self.params.unsigned("Period", 1)? * months_per_period;
            let months = i64::try_from(months.clamp(1, MAX_PREPAID_MONTHS)).unwrap_or(1);
            let expires_at_ms = self.ctx.now.state_ms + months * MONTH_MS;
            attributes.insert("ExpiredAt".to_owned(), format_time(expires_at_ms).into());
        }
        attributes.insert("Tags".to_owned(), self.tags());
        Ok(attributes)
    }

    fn tags(&self) -> Value {
        let mut tags = Vec::new();
        while let Some(key) = self.params.non_empty(&format!("Tags.{}.Key", tags.len() + 1)) {
            let value = self.params.get(&format!("Tags.{}.Value", tags.len() + 1)).unwrap_or_default();
            tags.push(json!({ "Key": key, "Value": value }));
        }
        tags.into()
    }

    /// Creates the instance with this number, counted from 0, and returns its id.
    fn create(&mut self, spec: &InstanceSpec, number: usize, attributes: &Map<String, Value>) -> String {
        let mut spec = spec.clone();
        spec.id = format!("i-{}", &self.ctx.state.ids.next_hex()[..20]);
        if self.params.boolean("UniqueSuffix").unwrap_or(false) {
            let first = self.params.unsigned("SuffixIndex", 1).unwrap_or(1);
            spec.name.push_str(&format!("{:03}", first + number));
        }
        let id = spec.id.clone();
        let now_ms = self.ctx.now.state_ms;
        self.ctx.state.create(spec, "RUNNING", now_ms).attributes.clone_from(attributes);
        id
    }
}
