//! [`OperationNames`]: the vendor's names of a product's operations and options.

/// The vendor's names of a product's operations and of their options. A name is empty if the product lacks
/// the operation or the option.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OperationNames {
    /// Operation that stops an instance, such as `StopInstance`.
    pub stop: &'static str,
    /// Operation that starts an instance.
    pub start: &'static str,
    /// Operation that reboots an instance.
    pub reboot: &'static str,
    /// Operation that deletes an instance.
    pub delete: &'static str,
    /// Option of a forced stop or reboot, such as `ForceStop=true`.
    pub force: &'static str,
    /// Option of a stop after which compute is not charged.
    pub no_charge: &'static str,
}
