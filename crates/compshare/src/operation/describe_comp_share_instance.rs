use serde_json::Value;
use tingji_core::operation::{HttpResponse, Operation, UnsignedRequest, is_nonempty_page};
use tingji_core::paged::Paged;
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;
use tingji_ucloud::protocol::{form_request, next_offset};

use crate::location::Location;
use crate::model::{Instance, InstancePage};
use crate::protocol::CompShare;
use crate::response;
use crate::validate::{require, validate_ids};

/// Most ids in a request, and most rows on a page.
const MAX_PAGE_SIZE: usize = 100;

/// Lists instances page by page, or returns up to 100 instances by id. Without a region, covers all
/// regions.
///
/// <https://www.compshare.cn/docs/gpus/instance/describecompshareinstance>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DescribeCompShareInstance {
    /// Region. Default: the region of the zone, else the client's, else all regions. The vendor's newest
    /// page calls the region required, but its own command omits it to list all regions. A server that
    /// requires it returns code 220; the client's `Lifecycle` then lists the regions one by one.
    pub region: Option<String>,
    /// Zone, sent together with its region. Default: the client's zone, else all zones.
    pub zone: Option<String>,
    /// Project id, if it differs from the client's project.
    pub project_id: Option<String>,
    /// Ids of the instances, at most 100. The response omits unknown ids.
    pub uhost_ids: Vec<String>,
    /// Number of instances to skip. Default 0. A value beyond the total is an error.
    pub offset: u32,
    /// Most instances on a page, 1 to 100. Default 100; the vendor's default is 20.
    pub limit: u32,
    /// Business group. Default: all.
    pub tag: Option<String>,
    /// Id of the network (VPC). Default: all.
    pub vpc_id: Option<String>,
    /// Id of the subnet. Default: all.
    pub subnet_id: Option<String>,
    /// Id of a disk: lists only the instances that the disk can be attached to.
    pub udisk_id_for_attachment: Option<String>,
    /// Requests the size that each instance would have without its GPU. Default false. This is not a
    /// filter: instances that run with a GPU are listed too.
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
    /// Creates a request for the first page of all instances.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the request to these ids, at most 100.
    #[must_use]
    pub fn uhost_ids(mut self, uhost_ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.uhost_ids = uhost_ids.into_iter().map(Into::into).collect();
        self
    }

    /// Skips this number of instances.
    #[must_use]
    pub fn offset(mut self, offset: u32) -> Self {
        self.offset = offset;
        self
    }

    /// Returns the request for the next page, or `None` after the last page. Never requests a page beyond
    /// the total.
    pub fn after(&self, page: &InstancePage) -> Option<Self> {
        let next = next_offset(self.offset, self.limit, page.uhost_set.len(), page.total_count)?;
        Some(self.clone().offset(next))
    }
}

impl Paged for DescribeCompShareInstance {
    type Item = Instance;
    type Cursor = u32;

    fn next_cursor(&self, page: &InstancePage) -> Option<u32> {
        Some(self.after(page)?.offset)
    }

    fn at(self, cursor: u32) -> Self {
        self.offset(cursor)
    }

    fn into_items(page: InstancePage) -> Vec<Instance> {
        page.uhost_set
    }
}

impl Operation for DescribeCompShareInstance {
    type Protocol = CompShare;
    type Output = InstancePage;
    const NAME: &'static str = "DescribeCompShareInstance";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let is_valid =
            self.uhost_ids.len() <= MAX_PAGE_SIZE && (1..=MAX_PAGE_SIZE).contains(&(self.limit as usize));
        require(is_valid, || "a request may have at most 100 ids, and a page 1 to 100 rows".to_owned())?;
        validate_ids(&self.uhost_ids)?;
        let requested = Location { region: self.region.clone(), zone: self.zone.clone(), project_id: None };
        let location = requested.resolve(config);
        require(location.region.is_some() || location.zone.is_none(), || {
            "a zone needs its region, which does not follow from its name: set the region".to_owned()
        })?;
        let mut params = Params::new(Self::NAME);
        params.push_if_some("ProjectId", self.project_id.as_deref().filter(|id| !id.is_empty()));
        params.push("UHostIds", self.uhost_ids.clone());
        params.push("Offset", self.offset).push("Limit", self.limit);
        params.push_if_some("Tag", self.tag.as_deref());
        params.push_if_some("VPCId", self.vpc_id.as_deref());
        params.push_if_some("SubnetId", self.subnet_id.as_deref());
        params.push_if_some("UDiskIdForAttachment", self.udisk_id_for_attachment.as_deref());
        params.push_if_some("WithoutGpu", self.without_gpu);
        Ok(form_request(params, &location))
    }

    fn parse_fast_path(&self, reply: &HttpResponse) -> Option<InstancePage> {
        if reply.status == 200 { parse_success(reply.deserialize_body()?) } else { None }
    }

    fn decode_output(&self, payload: Value) -> Result<InstancePage> {
        response::parse_page(payload, "UHostSet", "TotalCount")
    }
}

/// Returns the page if the response is a success with at least one valid row.
pub(crate) fn parse_success(mut page: InstancePage) -> Option<InstancePage> {
    let is_success = page.extra.get("RetCode").is_some_and(|code| *code == 0);
    page.extra = response::without_envelope_fields(&page.extra).into();
    (is_success && is_nonempty_page(&page.uhost_set)).then_some(page)
}
