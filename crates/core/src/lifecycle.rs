//! The provider-neutral view: instances with a state, and what can be done with them.

use std::fmt;
use std::pin::Pin;

use crate::{Error, ErrorKind, Result, UnixTime};

/// A boxed future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Names one thing that can be stopped: an instance, a service, or one version of a service.
///
/// ```
/// use tingji_core::InstanceId;
///
/// let id: InstanceId = "uaiservice-x@5-6".parse().unwrap();
/// assert_eq!((id.id(), id.version()), ("uaiservice-x", Some("5-6")));
/// assert!("i-1?stop".parse::<InstanceId>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceId {
    id: String,
    version: Option<String>,
}

impl InstanceId {
    /// An id and, for a UAI service, a version.
    ///
    /// # Errors
    ///
    /// Every part must be 1 to 64 of letters, digits, `-`, `_` and `.`, and not only dots, so that
    /// it can't break out of the path or parameter it is put into.
    pub fn new(id: &str, version: Option<&str>) -> Result<Self> {
        let parts = [Some(id), version];
        if let Some(bad) = parts.into_iter().flatten().find(|part| !is_id(part)) {
            let message = format!("{bad:?} is no id: 1 to 64 of letters, digits, '-', '_' and '.' are");
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        Ok(Self { id: id.to_owned(), version: version.map(str::to_owned) })
    }

    /// The vendor's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version of a UAI service.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        && text.bytes().any(|byte| byte != b'.')
}

impl std::str::FromStr for InstanceId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.split_once('@') {
            Some((id, version)) => Self::new(id, Some(version)),
            None => Self::new(text, None),
        }
    }
}

impl fmt::Display for InstanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        self.version.as_ref().map_or(Ok(()), |version| write!(f, "@{version}"))
    }
}

/// What a vendor's state means for a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// On the way to running (starting, rebooting, resizing, …): it can stop later.
    Changing,
    /// Running: it can stop.
    Running,
    /// On the way to stopped.
    Stopping,
    /// Stopped.
    Stopped,
    /// A stop failed; the vendor lets it be stopped again.
    StopFailed,
    /// A failure or another resting state that the vendor does not let stop.
    Unstoppable,
    /// Deleted, or being deleted.
    Gone,
    /// A value this library does not know.
    Unknown,
}

/// A state in the vendor's word, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    phase: Phase,
    text: String,
}

impl State {
    /// A vendor's word with its meaning.
    pub fn new(phase: Phase, text: impl Into<String>) -> Self {
        Self { phase, text: text.into() }
    }

    /// What it means.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The vendor's word.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.text.is_empty() { "(unknown)" } else { &self.text })
    }
}

/// Graphics cards of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gpu {
    /// The vendor's name of the card; empty where only a count is told.
    pub kind: String,
    /// How many; 0 where only the kind is told.
    pub count: u32,
}

impl fmt::Display for Gpu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.count, self.kind.as_str()) {
            (0, kind) => f.write_str(kind),
            (count, "") => write!(f, "{count}× GPU"),
            (count, kind) => write!(f, "{count}× {kind}"),
        }
    }
}

/// One instance as a list or a look-up shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Instance {
    /// What to stop it by.
    pub id: InstanceId,
    /// The vendor's region.
    pub region: Option<String>,
    /// The vendor's zone.
    pub zone: Option<String>,
    /// The owner's name for it.
    pub name: String,
    /// Its state.
    pub state: State,
    /// Its graphics cards, where the vendor tells.
    pub gpu: Option<Gpu>,
    /// How it is charged, in the vendor's word.
    pub charge: Option<String>,
    /// Whether it is a spot instance.
    pub spot: bool,
    /// When it was made.
    pub created: Option<UnixTime>,
    /// Something that changes whenever the vendor writes the instance, to tell a fresh state from
    /// a stale one.
    pub revision: Option<i64>,
}

impl Instance {
    /// An instance of which only id and state are known.
    pub fn new(id: InstanceId, state: State) -> Self {
        Self {
            id,
            region: None,
            zone: None,
            name: String::new(),
            state,
            gpu: None,
            charge: None,
            spot: false,
            created: None,
            revision: None,
        }
    }
}

/// How hard to stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Force {
    /// As from inside the machine.
    #[default]
    No,
    /// As if the power went: data not yet written is lost. At CompShare: spot instances too.
    Yes,
}

/// What should be charged after the stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charging {
    /// Whatever the vendor's default is; the option is not sent.
    #[default]
    VendorDefault,
    /// Compute must not be charged any more; refused where the product can't do that.
    NoCharge,
}

/// One stop, as asked for. It stays the same over all attempts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StopRequest {
    /// How hard to stop.
    pub force: Force,
    /// What should be charged afterwards.
    pub charging: Charging,
    /// Makes repeated attempts one, where the product has such a token: 1 to 64 ASCII characters.
    pub idempotency_token: Option<String>,
}

/// Whether a product can do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// It can.
    Yes,
    /// It can't, for this reason.
    No(&'static str),
}

/// What a product can do, and what it goes on charging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// A forced stop.
    pub force: Support,
    /// A stop after which compute is not charged.
    pub no_charge: Support,
    /// A token that makes repeated stops one.
    pub idempotency_token: Support,
    /// How many instances one look-up can cover.
    pub batch: usize,
    /// What is still charged after a stop, in one sentence.
    pub still_charged: &'static str,
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The instances.
    pub instances: Vec<Instance>,
    /// Where the next page starts; `None` after the last.
    pub next: Option<String>,
}

/// The vendor's word that it took a stop on. It is not yet stopped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The vendor's id of the request.
    pub request_id: Option<String>,
}

/// What every provider offers: list, look up, stop.
pub trait Lifecycle: Send + Sync {
    /// The cloud's short name, such as `bce`.
    fn cloud(&self) -> &'static str;

    /// What the product can do.
    fn capabilities(&self) -> &'static Capabilities;

    /// One page of all instances; `cursor` is [`Page::next`] of the page before.
    fn list(&self, cursor: Option<String>) -> BoxFuture<'_, Result<Page>>;

    /// The instances of these ids, at most [`Capabilities::batch`] of them, in as few requests as
    /// the vendor allows. Those that do not exist are left out.
    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>>;

    /// Whether this stop may be asked of this instance; says why not before anything is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] where the product lacks what is asked, [`ErrorKind::InvalidState`]
    /// where this instance does not allow it.
    fn check(&self, _instance: &Instance, request: &StopRequest) -> Result<()> {
        check_capabilities(self.capabilities(), request)
    }

    /// Sends the stop once. Success means that the vendor took it on.
    fn stop<'a>(&'a self, instance: &'a Instance, request: &'a StopRequest)
    -> BoxFuture<'a, Result<Receipt>>;
}

/// Refuses what the product lacks.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] with the product's reason.
pub fn check_capabilities(capabilities: &Capabilities, request: &StopRequest) -> Result<()> {
    let asked = [
        (request.force == Force::Yes, capabilities.force),
        (request.charging == Charging::NoCharge, capabilities.no_charge),
    ];
    for (asked, support) in asked {
        if let (true, Support::No(reason)) = (asked, support) {
            return Err(Error::new(ErrorKind::Unsupported, reason));
        }
    }
    Ok(())
}

/// A list with more pages is taken for one that never ends.
const MOST_PAGES: usize = 10_000;

/// Reads all pages; stops with an error at a cursor that comes back, which would never end.
///
/// # Errors
///
/// The first page's error that is one.
pub async fn list_all(lifecycle: &dyn Lifecycle) -> Result<Vec<Instance>> {
    let mut instances = Vec::new();
    let mut cursors = std::collections::HashSet::new();
    let mut cursor = None;
    loop {
        let page = lifecycle.list(cursor).await?;
        instances.extend(page.instances);
        match page.next {
            None => return Ok(instances),
            Some(_) if cursors.len() >= MOST_PAGES => {
                let message = format!("the list has more than {MOST_PAGES} pages, as if it never ended");
                return Err(Error::new(ErrorKind::Decode, message));
            }
            Some(next) if cursors.insert(next.clone()) => cursor = Some(next),
            Some(next) => {
                let message = format!("the list repeats the page marker {next:?} and would never end");
                return Err(Error::new(ErrorKind::Decode, message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_could_leave_their_place_are_refused() {
        for bad in ["", "a/b", "a?b", "a%2F", "a b", "..", "a\n", "停", "a@", "@b", "a@b@c", &"x".repeat(65)]
        {
            assert!(bad.parse::<InstanceId>().is_err(), "{bad:?}");
        }
        assert!("62383738-e52a-450a-9f84-f9e705402be8".parse::<InstanceId>().is_ok());
    }
}
