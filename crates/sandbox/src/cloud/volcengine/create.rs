//! Creating instances.
//!
//! <https://www.volcengine.com/docs/6396/76275>

use serde_json::{Map, Value, json};

use super::describe::time;
use super::place::ZONES;
use super::request::{dry_run_passed, missing};
use super::{Cloud, Ecs, Error, Reply};
use crate::answer::Fault;
use crate::scenario::Instance;
use crate::wire::Bad;

/// What can't be left out. (Guess: the page's order is the order of the checks.)
const REQUIRED: [&str; 6] = [
    "ZoneId",
    "ImageId",
    "InstanceName",
    "NetworkInterfaces.1.SubnetId",
    "NetworkInterfaces.1.SecurityGroupIds.1",
    "Volumes.1.VolumeType",
];

/// A month of a prepaid instance. Guess: they are all as long.
const MONTH: i64 = 30 * 86_400_000;

impl Ecs<'_, '_> {
    pub(super) fn run_instances(&mut self) -> Reply {
        self.once(|ecs| {
            let spec = ecs.new_instance()?;
            let (count, notes) = (ecs.new_count()?, ecs.notes(&spec)?);
            if ecs.params.flag("DryRun")? {
                return Err(dry_run_passed());
            }
            let ids: Vec<_> = (0..count).map(|at| ecs.create(&spec, at, &notes)).collect();
            Ok(json!({ "InstanceIds": ids }))
        })
    }

    fn required(&self, name: &str) -> Result<String, Error> {
        let value = self.params.filled(name).map(str::to_owned);
        value.ok_or_else(|| missing("MissingParameter", name).into())
    }

    fn new_instance(&self) -> Result<Instance, Error> {
        for name in REQUIRED {
            self.required(name)?;
        }
        let mut spec = Instance::new(Cloud::Volcengine, String::new());
        let old_name = self.params.filled("InstanceType").map(str::to_owned);
        spec.instance_type = old_name.map_or_else(|| self.required("InstanceTypeId"), Ok)?;
        spec.region.clone_from(&self.region);
        spec.zone = self.zone()?;
        spec.name = self.required("InstanceName")?;
        spec.state = "CREATING".to_owned();
        spec.charge_type = self.word("InstanceChargeType", &["PostPaid", "PrePaid"])?;
        let strategies = ["NoSpot", "SpotAsPriceGo", "SpotWithPriceLimit"];
        spec.spot = self.word("SpotStrategy", &strategies)? != "NoSpot";
        (spec.gpu, spec.gpu_count) = self.cards(&spec.instance_type);
        Ok(spec)
    }

    fn zone(&self) -> Result<String, Error> {
        let zone = self.required("ZoneId")?;
        let known = ZONES.iter().any(|end| zone == format!("{}-{end}", self.region));
        let fault = Fault::new(404, "InvalidZone.NotFound", "The specified zone does not exist.");
        if known { Ok(zone) } else { Err(fault.into()) }
    }

    /// One of these words; the first is the usual one.
    fn word(&self, name: &'static str, words: &[&str]) -> Result<String, Error> {
        let word = self.params.filled(name).unwrap_or(words[0]);
        if words.contains(&word) { Ok(word.to_owned()) } else { Err(Bad(name).into()) }
    }

    /// The cards of a type, which other instances of it tell.
    fn cards(&self, instance_type: &str) -> (String, u32) {
        let mut known = self.call.world.of(Cloud::Volcengine).map(|(_, machine)| &machine.spec);
        let same = known.find(|spec| spec.instance_type == instance_type);
        same.map(|spec| (spec.gpu.clone(), spec.gpu_count)).unwrap_or_default()
    }

    fn new_count(&self) -> Result<usize, Error> {
        // 0 means 1, says the page.
        let count = self.params.count("Count", 1)?.max(1);
        let least = self.params.count("MinCount", 1)?;
        if count <= 100 && least <= count { Ok(count) } else { Err(Bad("Count").into()) }
    }

    /// What is shown of a new instance beside what every instance has.
    fn notes(&self, spec: &Instance) -> Result<Map<String, Value>, Error> {
        let mut notes = Map::new();
        for name in ["ImageId", "Description", "ProjectName", "KeyPairName", "HpcClusterId", "Hostname"] {
            notes.extend(self.params.filled(name).map(|value| (name.to_owned(), value.into())));
        }
        if spec.charge_type == "PrePaid" {
            let unit = self.word("PeriodUnit", &["Month", "Year"])?;
            let months = self.params.count("Period", 1)? * if unit == "Year" { 12 } else { 1 };
            let length = i64::try_from(months.clamp(1, 60)).unwrap_or(1) * MONTH;
            notes.insert("ExpiredAt".to_owned(), time(self.call.now.world + length).into());
        }
        notes.insert("Tags".to_owned(), self.tags());
        Ok(notes)
    }

    fn tags(&self) -> Value {
        let key = |n: usize| self.params.filled(&format!("Tags.{n}.Key"));
        let value = |n: usize| self.params.get(&format!("Tags.{n}.Value")).unwrap_or_default();
        (1..).map_while(|n| Some(json!({ "Key": key(n)?, "Value": value(n) }))).collect()
    }

    fn create(&mut self, spec: &Instance, at: usize, notes: &Map<String, Value>) -> String {
        let mut spec = spec.clone();
        spec.id = format!("i-{}", &self.call.world.ids.digits()[..20]);
        if self.params.flag("UniqueSuffix").unwrap_or(false) {
            let first = self.params.count("SuffixIndex", 1).unwrap_or(1);
            spec.name.push_str(&format!("{:03}", first + at));
        }
        let id = spec.id.clone();
        self.call.world.create(spec, "RUNNING", self.call.now.world).notes.clone_from(notes);
        id
    }
}
