//! Options of the actions: [`StopRequest`], [`StartRequest`], [`RebootRequest`] and [`DeleteRequest`].

/// Way to shut down for a stop or a reboot. Default [`Graceful`](Self::Graceful).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShutdownMode {
    /// Clean shutdown by the operating system.
    #[default]
    Graceful,
    /// Power off without a clean shutdown; unsaved data is lost. Required for CompShare spot instances.
    PowerOff,
}

/// Billing after a stop. Default [`VendorDefault`](Self::VendorDefault).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoppedBilling {
    /// The vendor's default; the option is not sent.
    #[default]
    VendorDefault,
    /// Compute is not charged after the stop. The stop is refused if the product cannot do this.
    NoCharge,
}

/// Options of a stop. Every attempt to send it uses the same options.
///
/// ```
/// use tingji_core::lifecycle::{Action, ShutdownMode, StopRequest};
///
/// let request = StopRequest::new().force(ShutdownMode::PowerOff);
/// let action = Action::Stop(request);
/// # assert_ne!(action, Action::default());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StopRequest {
    /// Way to shut down.
    pub force: ShutdownMode,
    /// Billing after the stop.
    pub charging: StoppedBilling,
    /// Token with which the vendor recognizes a repeated request: 1 to 64 ASCII characters. The stop is
    /// refused if the product has no such token.
    pub idempotency_token: Option<String>,
}

impl StopRequest {
    /// Creates the default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the way to shut down.
    #[must_use]
    pub const fn force(mut self, mode: ShutdownMode) -> Self {
        self.force = mode;
        self
    }

    /// Sets the billing after the stop.
    #[must_use]
    pub const fn charging(mut self, billing: StoppedBilling) -> Self {
        self.charging = billing;
        self
    }

    /// Sets the token with which the vendor recognizes a repeated request.
    #[must_use]
    pub fn idempotency_token(mut self, token: impl Into<String>) -> Self {
        self.idempotency_token = Some(token.into());
        self
    }
}

/// Options of a start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StartRequest {
    /// Token with which the vendor recognizes a repeated request: 1 to 64 ASCII characters. The start is
    /// refused if the product has no such token.
    pub idempotency_token: Option<String>,
}

impl StartRequest {
    /// Creates the default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the token with which the vendor recognizes a repeated request.
    #[must_use]
    pub fn idempotency_token(mut self, token: impl Into<String>) -> Self {
        self.idempotency_token = Some(token.into());
        self
    }
}

/// Options of a reboot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RebootRequest {
    /// Way to shut down.
    pub force: ShutdownMode,
    /// Token with which the vendor recognizes a repeated request: 1 to 64 ASCII characters. The reboot is
    /// refused if the product has no such token.
    pub idempotency_token: Option<String>,
}

impl RebootRequest {
    /// Creates the default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the way to shut down.
    #[must_use]
    pub const fn force(mut self, mode: ShutdownMode) -> Self {
        self.force = mode;
        self
    }

    /// Sets the token with which the vendor recognizes a repeated request.
    #[must_use]
    pub fn idempotency_token(mut self, token: impl Into<String>) -> Self {
        self.idempotency_token = Some(token.into());
        self
    }
}

/// Options of a deletion. Data disks that the vendor does not delete remain and stay charged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeleteRequest {
    /// Token with which the vendor recognizes a repeated request: 1 to 64 ASCII characters. The deletion is
    /// refused if the product has no such token.
    pub idempotency_token: Option<String>,
}

impl DeleteRequest {
    /// Creates the default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the token with which the vendor recognizes a repeated request.
    #[must_use]
    pub fn idempotency_token(mut self, token: impl Into<String>) -> Self {
        self.idempotency_token = Some(token.into());
        self
    }
}
