//! [`Entry`]: one event in a journal file.

use serde::{Deserialize, Serialize};
use tingji_core::clock::wall_time;
use tingji_core::lifecycle::{Action, ShutdownMode, StopRequest, StoppedBilling};
use tingji_core::{Error, ErrorKind, Message, Result, message};

use crate::{FleetJob, Providers, Target};

/// Version of the journal format.
pub(super) const VERSION: u32 = 1;

/// Line of a journal file: the time, for people, and the event.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct JournalLine {
    time: String,
    #[serde(flatten)]
    pub(super) entry: Entry,
}

impl JournalLine {
    pub(super) fn now(entry: Entry) -> Self {
        Self { time: wall_time().to_string(), entry }
    }
}

/// Event of a journal. `at` is the position of the job in the first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(super) enum Entry {
    /// First line, with all jobs.
    Begin(Begin),
    /// Requests are about to be sent.
    Sending { at: Vec<usize> },
    /// The vendor accepted the request.
    Accepted {
        at: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
    },
    /// The request failed, or got no response.
    Rejected {
        at: usize,
        /// True if the request may still have taken effect.
        ambiguous: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
    /// The job finished with this outcome.
    Done { at: usize, outcome: String },
}

/// Content of the first line: all stops.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Begin {
    pub(super) version: u32,
    #[serde(rename = "orders")]
    pub(super) jobs: Vec<JobRecord>,
}

impl Begin {
    pub(super) fn new(jobs: Vec<JobRecord>) -> Self {
        Self { version: VERSION, jobs }
    }
}

/// Stop of a journal. Contains no credentials.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct JobRecord {
    target: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    force: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    no_charge: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client_token: Option<String>,
}

impl JobRecord {
    /// Converts a job. Only stops can be resumed, so other actions are rejected.
    pub(super) fn of(job: &FleetJob) -> Result<Self> {
        let Action::Stop(request) = &job.action else {
            return Err(Error::new(
                ErrorKind::Config,
                message!("journal-of-stops-only", "a journal can only record stops"),
            ));
        };
        Ok(Self {
            target: job.target.to_string(),
            force: request.force == ShutdownMode::PowerOff,
            no_charge: request.charging == StoppedBilling::NoCharge,
            client_token: request.idempotency_token.clone(),
        })
    }

    /// Converts the record to a job. A stop without a token gets a new one.
    pub(super) fn into_job(self, providers: Providers) -> Result<FleetJob> {
        let target = Target::parse(&self.target, providers)?;
        let mut request = StopRequest::default();
        request.force = if self.force { ShutdownMode::PowerOff } else { ShutdownMode::Graceful };
        if self.no_charge {
            request.charging = StoppedBilling::NoCharge;
        }
        request.idempotency_token = self.client_token;
        Ok(FleetJob::stop(target, request))
    }
}

/// Builds the error for a file that is not a valid journal.
pub(super) fn damaged(reason: impl Into<Message>) -> Error {
    let reason: Message = reason.into();
    let message = message!("not-a-journal", "this is not a journal of stops: {reason}", reason);
    Error::new(ErrorKind::Config, message)
}
