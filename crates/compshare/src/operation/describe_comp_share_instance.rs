use tingji_core::operation;
use tingji_core::operation::is_nonempty_page;
use tingji_core::paged::Paged;
use tingji_ucloud::Config;
use tingji_ucloud::protocol::{next_offset, operation_request};

use crate::location::{non_empty, resolve};
use crate::model::{Instance, InstancePage};
use crate::protocol::CompShare;
use crate::response;
use crate::validate::{require, validate_ids};

/// Maximum number of ids in a request, and of rows on a page.
const MAX_PAGE_SIZE: usize = 100;

operation! {
    /// Lists instances page by page, or returns up to 100 instances by id. Without a region, covers all
    /// regions.
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/describecompshareinstance>
    pub struct DescribeCompShareInstance: CompShare, Safe -> InstancePage;
    /// Creates a request for the first page of all instances.
    new();
    /// Project id, if it differs from the client's project.
    "ProjectId" => project_id: Option<String> as non_empty;
    /// Ids of the instances, at most 100. The response omits unknown ids. Default: all instances.
    "UHostIds" => uhost_ids: Vec<String>;
    /// Number of instances to skip. Default 0. A value beyond the total is an error.
    "Offset" => offset: u32;
    /// Maximum number of instances on a page, 1 to 100. Default 100; the vendor's default is 20.
    "Limit" => limit: u32 = 100;
    /// Business group. Default: all.
    "Tag" => tag: Option<String>;
    /// Id of the network (VPC). Default: all.
    "VPCId" => vpc_id: Option<String>;
    /// Id of the subnet. Default: all.
    "SubnetId" => subnet_id: Option<String>;
    /// Id of a disk: lists only the instances that the disk can be attached to.
    "UDiskIdForAttachment" => udisk_id_for_attachment: Option<String>;
    /// Requests the size that each instance would have without its GPU. Default false. This is not a
    /// filter: instances that run with a GPU are listed too.
    "WithoutGpu" => without_gpu: Option<bool>;
    /// Region. Default: the region of the zone, else the client's, else all regions. The vendor's newest
    /// page calls the region required, but its own command omits it to list all regions. A server that
    /// requires it returns code 220; the client's `Lifecycle` then lists the regions one by one.
    => region: Option<String>;
    /// Zone, sent together with its region. Default: the client's zone, else all zones.
    => zone: Option<String>;
    request(self, config) {
        let is_valid =
            self.uhost_ids.len() <= MAX_PAGE_SIZE && (1..=MAX_PAGE_SIZE).contains(&(self.limit as usize));
        require(is_valid, "a request may have at most 100 ids, and a page 1 to 100 rows")?;
        validate_ids(&self.uhost_ids)?;
        let own = Config { region: self.region.clone(), zone: self.zone.clone(), project_id: None };
        let location = resolve(&own, config);
        require(
            location.region.is_some() || location.zone.is_none(),
            "a zone needs its region, which does not follow from its name: set the region",
        )?;
        operation_request(self, &location)
    }
    fast(self, response) {
        if response.status == 200 { parse_success(response.deserialize_body()?) } else { None }
    }
    decode(self, payload) { response::parse_page(payload, "UHostSet", "TotalCount") }
}

impl Paged for DescribeCompShareInstance {
    type Item = Instance;
    type Cursor = u32;

    fn next_cursor(&self, page: &InstancePage) -> Option<u32> {
        next_offset(self.offset, self.limit, page.uhost_set.len(), page.total_count)
    }

    fn at(self, cursor: u32) -> Self {
        self.offset(cursor)
    }

    fn into_items(page: InstancePage) -> Vec<Instance> {
        page.uhost_set
    }
}

/// Returns the page if the response is a success with at least one valid row.
pub(crate) fn parse_success(mut page: InstancePage) -> Option<InstancePage> {
    let is_success = page.extra.get("RetCode").is_some_and(|code| *code == 0);
    page.extra = response::without_envelope_fields(&page.extra).into();
    (is_success && is_nonempty_page(&page.uhost_set)).then_some(page)
}
