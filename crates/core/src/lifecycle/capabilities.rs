//! [`Capabilities`]: the functions that a product has or lacks, and its charges after a stop.

use super::{
    DeleteRequest, OperationNames, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling,
};
use crate::{Error, ErrorKind, Result, Text};

/// Support of a product for one function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// The product has the function.
    Yes,
    /// The product lacks the function, for this reason.
    No(Text),
}

impl Support {
    /// Requires the function.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] with the product's reason if it lacks the function.
    pub fn require(self) -> Result<()> {
        match self {
            Self::Yes => Ok(()),
            Self::No(reason) => Err(Error::new(ErrorKind::Unsupported, reason)),
        }
    }
}

/// Way in which a product looks up instances by their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Request that names the ids.
    ByIds {
        /// Maximum number of ids in one look-up.
        max: usize,
    },
    /// A look-up reads the list of all instances, for any number of ids. A look-up of one instance takes as
    /// many requests as a look-up of all.
    FullList,
}

impl Lookup {
    /// Maximum number of ids in one look-up, at least 1.
    #[cfg(feature = "http")]
    pub(crate) fn batch_size(self) -> usize {
        match self {
            Self::ByIds { max } => max.max(1),
            Self::FullList => usize::MAX,
        }
    }
}

/// Functions of a product, and its charges after a stop. Every fact is from the vendor's [page](Self::page).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Start of a stopped instance.
    pub start: Support,
    /// Reboot of a running instance.
    pub reboot: Support,
    /// Deletion of an instance.
    pub delete: Support,
    /// Forced stop or reboot: power off without a clean shutdown.
    pub force: Support,
    /// Stop after which compute is not charged.
    pub no_charge: Support,
    /// Dry run of a stop by the vendor.
    pub dry_run: Support,
    /// Idempotency token, which makes a repeated request harmless.
    pub idempotency_token: Support,
    /// Request that stops several instances.
    pub batch_stop: Support,
    /// Stop that the vendor carries out at a given time.
    pub scheduled_stop: Support,
    /// Look-up of instances by their ids.
    pub lookup: Lookup,
    /// Charges that remain after a stop, in one sentence.
    pub still_charged: Text,
    /// Way to end the charges that remain after a stop, in one sentence.
    pub end_charges: Text,
    /// Way to end the charges of a prepaid instance; `None` if it is the same.
    pub end_prepaid: Option<Text>,
    /// The vendor's names of the operations and options.
    pub requests: OperationNames,
    /// Address of the vendor's page with these facts.
    pub page: &'static str,
}

impl Capabilities {
    /// Returns every function with its name, for tables.
    pub fn table(&self) -> [(&'static str, Support); 9] {
        [
            ("start", self.start),
            ("reboot", self.reboot),
            ("delete", self.delete),
            ("force", self.force),
            ("no-charge stop", self.no_charge),
            ("dry run", self.dry_run),
            ("idempotency token", self.idempotency_token),
            ("batch stop", self.batch_stop),
            ("scheduled stop", self.scheduled_stop),
        ]
    }

    /// Checks that the product has every option of a stop.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] with the product's reason for the missing function.
    pub fn check_stop(&self, request: &StopRequest) -> Result<()> {
        if request.force == ShutdownMode::PowerOff {
            self.force.require()?;
        }
        if request.charging == StoppedBilling::NoCharge {
            self.no_charge.require()?;
        }
        self.check_token(request.idempotency_token.as_ref())
    }

    /// Checks that the product has deletions and every option of this one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] with the product's reason for the missing function.
    pub fn check_delete(&self, request: &DeleteRequest) -> Result<()> {
        self.delete.require()?;
        self.check_token(request.idempotency_token.as_ref())
    }

    fn check_token(&self, token: Option<&String>) -> Result<()> {
        if token.is_some() { self.idempotency_token.require() } else { Ok(()) }
    }

    /// Checks that the product has starts and every option of this one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] with the product's reason for the missing function.
    pub fn check_start(&self, request: &StartRequest) -> Result<()> {
        self.start.require()?;
        self.check_token(request.idempotency_token.as_ref())
    }

    /// Checks that the product has reboots and every option of this one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] with the product's reason for the missing function.
    pub fn check_reboot(&self, request: &RebootRequest) -> Result<()> {
        self.reboot.require()?;
        if request.force == ShutdownMode::PowerOff {
            self.force.require()?;
        }
        self.check_token(request.idempotency_token.as_ref())
    }
}
