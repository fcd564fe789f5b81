//! What is asked for: [`StopRequest`], [`StartRequest`], [`RebootRequest`], [`DeleteRequest`].

/// How hard to stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShutdownMode {
    /// As from inside the machine.
    #[default]
    Graceful,
    /// As if the power went: data not yet written is lost. At CompShare: spot instances too.
    PowerOff,
}

/// What should be charged after the stop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoppedBilling {
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
    pub force: ShutdownMode,
    /// What should be charged afterwards.
    pub charging: StoppedBilling,
    /// Makes repeated attempts one: 1 to 64 ASCII characters. Refused where the product has no such
    /// token.
    pub idempotency_token: Option<String>,
}

/// One start, as asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StartRequest {
    /// Makes repeated attempts one. Refused where the product has no such token.
    pub idempotency_token: Option<String>,
}

/// One reboot, as asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RebootRequest {
    /// How hard to reboot.
    pub force: ShutdownMode,
    /// Makes repeated attempts one. Refused where the product has no such token.
    pub idempotency_token: Option<String>,
}

/// One deletion, as asked for. Data disks that the vendor keeps are kept, and charged on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeleteRequest {
    /// Makes repeated attempts one. Refused where the product has no such token.
    pub idempotency_token: Option<String>,
}
