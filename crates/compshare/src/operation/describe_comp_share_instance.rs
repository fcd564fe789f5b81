use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tingji_core::brief::Brief;
use tingji_core::lenient;
use tingji_core::operation::{Draft, Operation, Reply, are_rows};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;
use tingji_ucloud::protocol::{form_request, next_offset};

use crate::CompShare;
use crate::model::{Extra, Instance, InstancePage};
use crate::place::{Place, check_ids, require};
use crate::reply;

/// So many ids, and so many rows a page, at most.
const MOST: usize = 100;

/// Instances, page by page, or up to 100 of them by id. Without a region: those of all regions.
///
/// <https://www.compshare.cn/docs/gpus/instance/describecompshareinstance>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DescribeCompShareInstance {
    /// By region. Default: that of the zone, else the client's, else all. (The vendor's newest page
    /// calls it required; its own command leaves it away to get all. A server that insists answers
    /// with 220; the `Lifecycle` of the client then goes over the regions.)
    pub region: Option<String>,
    /// By zone, together with its region. Default: the client's, else all.
    pub zone: Option<String>,
    /// In another project than the client's.
    pub project_id: Option<String>,
    /// By ids, at most 100; unknown ones are left out of the answer.
    pub uhost_ids: Vec<String>,
    /// How many to skip. Default 0. Beyond the total is an error.
    pub offset: u32,
    /// How many a page holds at most, 1 to 100. Default 100; the vendor's is 20.
    pub limit: u32,
    /// By business group.
    pub tag: Option<String>,
    /// By network.
    pub vpc_id: Option<String>,
    /// By subnet.
    pub subnet_id: Option<String>,
    /// Those this disk can be attached to.
    pub udisk_id_for_attachment: Option<String>,
    /// Asks for what each would have when started without its card. Default false. (It does not
    /// filter: those that run with a card are told too.)
    pub without_gpu: Option<bool>,
}

impl Default for DescribeCompShareInstance {
    fn default() -> Self {
        Self {
            region: None,
            zone: None,
            project_id: None,
            uhost_ids: Vec::new(),
            offset: 0,
            limit: 100,
            tag: None,
            vpc_id: None,
            subnet_id: None,
            udisk_id_for_attachment: None,
            without_gpu: None,
        }
    }
}

impl DescribeCompShareInstance {
    /// All instances, from the first page on.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only these, at most 100.
    #[must_use]
    pub fn uhost_ids(mut self, uhost_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.uhost_ids = uhost_ids.into_iter().map(Into::into).collect();
        self
    }

    /// Skips so many.
    #[must_use]
    pub fn offset(mut self, offset: u32) -> Self {
        self.offset = offset;
        self
    }

    /// What asks for the page after this one; `None` after the last. Never beyond the total.
    pub fn after(&self, page: &InstancePage) -> Option<Self> {
        let next = next_offset(self.offset, self.limit, page.uhost_set.len(), page.total_count)?;
        Some(self.clone().offset(next))
    }
}

impl Operation for DescribeCompShareInstance {
    type Protocol = CompShare;
    type Output = InstancePage;
    const NAME: &'static str = "DescribeCompShareInstance";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<Draft> {
        let fits = self.uhost_ids.len() <= MOST && (1..=MOST).contains(&(self.limit as usize));
        require(fits, || "at most 100 ids, and 1 to 100 rows a page".to_owned())?;
        check_ids(&self.uhost_ids)?;
        let own = Place { region: self.region.clone(), zone: self.zone.clone(), project_id: None };
        let place = own.over(config);
        require(place.region.is_some() || place.zone.is_none(), || {
            "a zone is sent with its region, which its name does not tell: set it".to_owned()
        })?;
        let mut params = Params::new(Self::NAME);
        params.push_some("ProjectId", self.project_id.as_deref().filter(|id| !id.is_empty()));
        params.push("UHostIds", self.uhost_ids.clone());
        params.push("Offset", self.offset).push("Limit", self.limit);
        params.push_some("Tag", self.tag.as_deref());
        params.push_some("VPCId", self.vpc_id.as_deref());
        params.push_some("SubnetId", self.subnet_id.as_deref());
        params.push_some("UDiskIdForAttachment", self.udisk_id_for_attachment.as_deref());
        params.push_some("WithoutGpu", self.without_gpu);
        Ok(form_request(params, &place))
    }

    fn evident(&self, reply: &Reply) -> Option<InstancePage> {
        (reply.status == 200).then(|| reply.straight()).flatten().and_then(evident)
    }

    fn output(&self, payload: Value) -> Result<InstancePage> {
        reply::read_page(payload, "UHostSet", "TotalCount")
    }
}

fn evident(mut page: InstancePage) -> Option<InstancePage> {
    let is_success = page.extra.get("RetCode").is_some_and(|code| *code == 0);
    page.extra = reply::tidied(&page.extra).into();
    (is_success && are_rows(&page.uhost_set)).then_some(page)
}

/// The same look, of whose instances only what the shared interface tells is sure to be there.
pub(crate) struct Glance<'a>(pub(crate) &'a DescribeCompShareInstance);

/// What `view` of the lifecycle takes from an instance.
const FIELDS: &[&str] = &[
    "UHostId",
    "State",
    "Name",
    "Tag",
    "Region",
    "Zone",
    "GPU",
    "GpuType",
    "ChargeType",
    "IsSpot",
    "InstancePrice",
    "CreateTime",
    "ExpireTime",
    "UpdateTime",
    "ReleaseTime",
    "SchedulerStopTime",
    "StopSchedulerTime",
];

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Told {
    #[serde(deserialize_with = "lenient::int")]
    total_count: Option<i64>,
    #[serde(rename = "UHostSet")]
    uhost_set: Vec<OneTold>,
    #[serde(flatten)]
    extra: Extra,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct OneTold(#[serde(deserialize_with = "told")] Instance);

fn told<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instance, D::Error> {
    Instance::deserialize(Brief::new(deserializer, FIELDS))
}

impl Operation for Glance<'_> {
    type Protocol = CompShare;
    type Output = InstancePage;
    const NAME: &'static str = DescribeCompShareInstance::NAME;
    const RETRY: RetryClass = DescribeCompShareInstance::RETRY;

    fn request(&self, config: &Config) -> Result<Draft> {
        self.0.request(config)
    }

    fn evident(&self, reply: &Reply) -> Option<InstancePage> {
        let told: Told = (reply.status == 200).then(|| reply.straight()).flatten()?;
        let uhost_set = told.uhost_set.into_iter().map(|OneTold(instance)| instance).collect();
        evident(InstancePage { total_count: told.total_count, uhost_set, extra: told.extra })
    }

    fn output(&self, payload: Value) -> Result<InstancePage> {
        self.0.output(payload)
    }
}

#[cfg(test)]
mod tests {
    use tingji_core::operation::Protocol;

    use super::*;
    use crate::lifecycle::view;

    fn reply(row: &str) -> Reply {
        let body = format!(r#"{{"RetCode":0,"TotalCount":"1","UHostSet":[{row}]}}"#);
        Reply { status: 200, headers: http::HeaderMap::new(), body: body.into() }
    }

    #[test]
    fn a_glance_tells_the_shared_interface_what_the_whole_instance_does() {
        for row in [
            r#"{"UHostId":"uhost-a","State":"Running","Name":"n","Tag":"t","Region":"cn-sh2","Zone":"cn-sh2-02",
                "GPU":"2","GpuType":"4090","ChargeType":"Postpay","InstancePrice":1.5,"CreateTime":1,"UpdateTime":7,
                "ReleaseTime":8,"SchedulerStopTime":9,"StopSchedulerTime":10,"DiskSet":[{"Size":1}],"Password":"p"}"#,
            r#"{"UHostId":"uhost-a","State":"Odd","ChargeType":"Month","ExpireTime":11,"StopSchedulerTime":10}"#,
            r#"{"UHostId":7,"IsSpot":"true","GPU":0,"Zone":"","Name":{"odd":1},"CreateTime":[2]}"#,
        ] {
            let (operation, reply) = (DescribeCompShareInstance::new(), reply(row));
            let whole = operation.output(CompShare::payload(&reply).unwrap()).unwrap();
            let glance = Glance(&operation).evident(&reply).unwrap();
            let views = |page: &InstancePage| format!("{:?}", view(&page.uhost_set[0], None).unwrap());
            assert_eq!(views(&glance), views(&whole));
            assert_eq!(operation.after(&glance).is_some(), operation.after(&whole).is_some());
        }
    }

    #[test]
    fn what_is_odd_is_no_glance() {
        let operation = DescribeCompShareInstance::new();
        let failed = r#"{"RetCode":153,"UHostSet":[{"UHostId":"uhost-a"}]}"#;
        let odd = Reply { body: failed.into(), ..reply("") };
        for reply in [odd, reply(""), reply("null"), reply(r#"{"UHostId":[]}"#)] {
            assert!(Glance(&operation).evident(&reply).is_none(), "{:?}", reply.body);
        }
    }
}
