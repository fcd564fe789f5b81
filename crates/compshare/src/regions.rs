//! Listing and lookup over all regions: in one call if CompShare allows it, otherwise region by region.

use std::fmt;
use std::str::FromStr;

use tingji_core::paged::Paged;
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Result};
use tingji_ucloud::protocol::require_complete_list;

use crate::client::Client;
use crate::operation::{DescribeCompShareInstance, DescribeCompShareSupportZone};
use crate::summary::DescribeSummaries;
use crate::view::to_instance;
use crate::{endpoint, error};

/// Pages that a lookup of up to 100 ids may take. A longer list is treated as endless.
const MAX_PAGES: usize = 100;

/// Position in a list: `100`, or `cn-sh2:100` if the regions are listed one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ListCursor {
    region: Option<String>,
    offset: u32,
}

impl ListCursor {
    /// First page of a region.
    fn start_of(region: &str) -> Self {
        Self { region: Some(region.to_owned()), offset: 0 }
    }
}

impl fmt::Display for ListCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.region.as_ref().map_or(Ok(()), |region| write!(f, "{region}:"))?;
        write!(f, "{}", self.offset)
    }
}

impl FromStr for ListCursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (region, offset) = match text.rsplit_once(':') {
            Some((region, offset)) => (Some(region.to_owned()), offset),
            None => (None, text),
        };
        Ok(Self { region, offset: offset.parse().map_err(|_| invalid_cursor())? })
    }
}

fn invalid_cursor() -> Error {
    Error::new(ErrorKind::InvalidRequest, "the cursor does not belong to this list")
}

/// Instances of one page, and the position of the next page.
type CursorPage = (Vec<Instance>, Option<ListCursor>);

/// Listing.
impl Client {
    /// Fetches one page. CompShare accepts a list call without a region, although its newest page calls the
    /// region required. If a server rejects such a call, the regions are listed one by one.
    pub(crate) async fn page(&self, cursor: ListCursor) -> Result<CursorPage> {
        let at_start = cursor == ListCursor::default();
        match self.fetch_page(&cursor).await {
            Err(error) if at_start && self.requires_region(&error) => {
                self.fetch_page(&ListCursor::start_of(&self.regions().await?[0])).await
            }
            page => page,
        }
    }

    /// Fetches the page at the cursor and determines the position of the next page.
    async fn fetch_page(&self, cursor: &ListCursor) -> Result<CursorPage> {
        let first = self.regions.get().filter(|_| *cursor == ListCursor::default()).map(|all| &all[0]);
        let region = cursor.region.as_ref().or(first);
        let mut operation = DescribeCompShareInstance::new().offset(cursor.offset);
        operation.region = region.cloned();
        let page = self.send(&DescribeSummaries(&operation)).await?;
        let next = match (operation.next_cursor(&page), region) {
            (Some(offset), _) => Some(ListCursor { region: region.cloned(), offset }),
            (None, Some(region)) => self.region_after(region).await?,
            (None, None) => None,
        };
        let known = region.or(self.configured_region());
        Ok((page.uhost_set.iter().filter_map(|row| to_instance(row, known)).collect(), next))
    }

    /// First page of the region that follows this one, or `None` after the last region.
    async fn region_after(&self, region: &str) -> Result<Option<ListCursor>> {
        let regions = self.regions().await?;
        let at = regions.iter().position(|known| known == region).ok_or_else(invalid_cursor)?;
        Ok(regions.get(at + 1).map(|next| ListCursor::start_of(next)))
    }
}

/// Lookup by id.
impl Client {
    /// Finds these instances in all regions. Ids that do not exist are missing in the result.
    pub(crate) async fn find_instances(&self, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        if self.regions.get().is_some() {
            return self.search_regions(ids).await;
        }
        match self.find_in(None, ids).await {
            Err(error) if self.requires_region(&error) => self.search_regions(ids).await,
            found => found,
        }
    }

    /// Searches the regions one by one, until all ids are found.
    async fn search_regions(&self, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        let mut found: Vec<Instance> = Vec::new();
        for region in self.regions().await? {
            let remaining: Vec<_> = ids.iter().filter(|id| !contains(&found, id)).cloned().collect();
            if remaining.is_empty() {
                break;
            }
            found.extend(self.find_in(Some(region), &remaining).await?);
        }
        Ok(found)
    }

    /// Finds these instances in one region, or in all regions if `region` is `None`.
    async fn find_in(&self, region: Option<&String>, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        match self.find_by_ids(region, ids).await {
            Err(error) if error.kind() == ErrorKind::NotFound => self.find_each(region, ids).await,
            found => found,
        }
    }

    /// Looks the ids up one by one. Needed if the server rejects a lookup because one of its ids is
    /// unknown.
    async fn find_each(&self, region: Option<&String>, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        let mut found = Vec::new();
        for id in ids {
            match self.find_by_ids(region, std::slice::from_ref(id)).await {
                Ok(instances) => found.extend(instances),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// Finds these instances with one lookup, and reads all of its pages.
    async fn find_by_ids(&self, region: Option<&String>, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        let mut operation = DescribeCompShareInstance::new().uhost_ids(ids.iter().map(InstanceId::id));
        operation.region = region.cloned();
        let known = region.or(self.configured_region());
        let mut found: Vec<Instance> = Vec::new();
        for _ in 0..MAX_PAGES {
            let page = self.send(&DescribeSummaries(&operation)).await?;
            let instances = page.uhost_set.iter().filter_map(|row| to_instance(row, known));
            found.extend(instances.filter(|instance| ids.contains(&instance.id)));
            match operation.next_cursor(&page) {
                _ if ids.iter().all(|id| contains(&found, id)) => return Ok(found),
                Some(offset) => operation = operation.offset(offset),
                None => {
                    require_complete_list(operation.offset, page.uhost_set.len(), page.total_count)?;
                    return Ok(found);
                }
            }
        }
        Err(Error::new(
            ErrorKind::Decode,
            "the lookup has more than 100 pages, so the list seems to be endless",
        ))
    }
}

fn contains(instances: &[Instance], id: &InstanceId) -> bool {
    instances.iter().any(|instance| instance.id == *id)
}

/// Regions.
impl Client {
    /// Region that the client was built with.
    fn configured_region(&self) -> Option<&String> {
        self.config().region.as_ref().filter(|region| !region.is_empty())
    }

    /// Returns true if the server requires a region and the client has none.
    fn requires_region(&self, error: &Error) -> bool {
        self.configured_region().is_none() && error::is_missing_region(error)
    }

    /// Regions to search, at least one. Fetched once and then remembered. If the server requires a region
    /// even for that call, [`endpoint::REGIONS`] is used.
    async fn regions(&self) -> Result<&[String]> {
        if let Some(regions) = self.regions.get() {
            return Ok(regions);
        }
        let mut regions = match self.send(&DescribeCompShareSupportZone::new()).await {
            Err(error) if error::is_missing_region(&error) => Vec::new(),
            zones => zones?.output.regions(),
        };
        if regions.is_empty() {
            regions = endpoint::REGIONS.map(str::to_owned).to_vec();
        }
        Ok(self.regions.get_or_init(|| regions))
    }
}
