//! [`Capabilities`]: what a product can do, and why not.

use super::{
    DeleteRequest, OperationNames, RebootRequest, ShutdownMode, StartRequest, StopRequest, StoppedBilling,
};
use crate::{Error, ErrorKind, Result};

/// Whether a product can do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// It can.
    Yes,
    /// It can't, for this reason, in English and in Chinese.
    No(&'static str, &'static str),
}

impl Support {
    /// Refuses with the product's reason.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`].
    pub fn require(self) -> Result<()> {
        match self {
            Self::Yes => Ok(()),
            Self::No(reason, chinese) => {
                Err(Error::new(ErrorKind::Unsupported, reason).with_chinese(chinese))
            }
        }
    }
}

/// What a product can do, and what it goes on charging. Facts from the vendor's [page](Self::page).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Starting a stopped instance.
    pub start: Support,
    /// Rebooting a running one.
    pub reboot: Support,
    /// Deleting one.
    pub delete: Support,
    /// A forced stop.
    pub force: Support,
    /// A stop after which compute is not charged.
    pub no_charge: Support,
    /// A rehearsal on the vendor's side.
    pub dry_run: Support,
    /// A token that makes repeated stops one.
    pub idempotency_token: Support,
    /// One request that stops many.
    pub batch_stop: Support,
    /// A stop that the vendor makes at a time.
    pub scheduled_stop: Support,
    /// How many instances one look-up can cover; all, where they are looked up in the list.
    pub batch: usize,
    /// What is still charged after a stop, in one sentence.
    pub still_charged: &'static str,
    /// The same in Chinese.
    pub still_charged_zh: &'static str,
    /// How to end what is still charged after a stop, in one sentence.
    pub end_charges: &'static str,
    /// The same in Chinese.
    pub end_charges_zh: &'static str,
    /// The same for what is prepaid; empty where it is no different, as far as is known.
    pub end_prepaid: &'static str,
    /// The same in Chinese.
    pub end_prepaid_zh: &'static str,
    /// What its requests are called.
    pub requests: OperationNames,
    /// The vendor's page.
    pub page: &'static str,
}

impl Capabilities {
    /// All of them with their names, for tables.
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

    /// Whether instances are looked up in the list of all of them, which takes as many requests for one as for
    /// all.
    pub fn is_looked_up_in_list(&self) -> bool {
        self.batch == usize::MAX
    }

    /// Refuses what the product lacks, before anything is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] with the product's reason.
    pub fn check_stop(&self, request: &StopRequest) -> Result<()> {
        if request.force == ShutdownMode::PowerOff {
            self.force.require()?;
        }
        if request.charging == StoppedBilling::NoCharge {
            self.no_charge.require()?;
        }
        self.check_token(request.idempotency_token.as_ref())
    }

    /// The same for a deletion.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] with the product's reason.
    pub fn check_delete(&self, request: &DeleteRequest) -> Result<()> {
        self.delete.require()?;
        self.check_token(request.idempotency_token.as_ref())
    }

    fn check_token(&self, token: Option<&String>) -> Result<()> {
        if token.is_some() { self.idempotency_token.require() } else { Ok(()) }
    }

    /// The same for a start.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] with the product's reason.
    pub fn check_start(&self, request: &StartRequest) -> Result<()> {
        self.start.require()?;
        self.check_token(request.idempotency_token.as_ref())
    }

    /// The same for a reboot.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] with the product's reason.
    pub fn check_reboot(&self, request: &RebootRequest) -> Result<()> {
        self.reboot.require()?;
        if request.force == ShutdownMode::PowerOff {
            self.force.require()?;
        }
        self.check_token(request.idempotency_token.as_ref())
    }
}
