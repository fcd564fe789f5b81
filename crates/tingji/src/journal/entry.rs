//! [`Entry`]: one line of a journal.

use serde::{Deserialize, Serialize};
use tingji_core::clock::wall_time;
use tingji_core::lifecycle::{Action, ShutdownMode, StopRequest, StoppedBilling};
use tingji_core::{Error, ErrorKind, Result};

use crate::{FleetJob, Target};

/// The form of the lines that this version writes and reads.
pub(super) const VERSION: u32 = 1;

/// One line: a time for people, and what happened.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line {
    time: String,
    #[serde(flatten)]
    pub(super) entry: Entry,
}

impl Line {
    pub(super) fn now(entry: Entry) -> Self {
        Self { time: wall_time().to_string(), entry }
    }
}

/// What happened. `at` is the position of the job in the first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(super) enum Entry {
    /// The first line.
    Begin(Begin),
    /// Stops are about to be sent.
    Sending { at: Vec<usize> },
    /// The vendor took one on.
    Accepted {
        at: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
    },
    /// It was answered with an error, or not at all.
    Rejected {
        at: usize,
        /// Whether it may have had its effect.
        ambiguous: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
    /// How it ended.
    Done { at: usize, outcome: String },
}

/// All that is to be stopped.
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

/// One job. No key and no secret is part of it.
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
    /// Only stops are kept: the others are never sent again.
    pub(super) fn of(job: &FleetJob) -> Result<Self> {
        let Action::Stop(request) = &job.action else {
            return Err(Error::new(ErrorKind::Config, "a journal keeps stops and nothing else"));
        };
        Ok(Self {
            target: job.target.to_string(),
            force: request.force == ShutdownMode::PowerOff,
            no_charge: request.charging == StoppedBilling::NoCharge,
            client_token: request.idempotency_token.clone(),
        })
    }

    pub(super) fn into_job(self) -> Result<FleetJob> {
        let target: Target = self.target.parse()?;
        let mut request = StopRequest::default();
        request.force = if self.force { ShutdownMode::PowerOff } else { ShutdownMode::Graceful };
        if self.no_charge {
            request.charging = StoppedBilling::NoCharge;
        }
        request.idempotency_token = self.client_token;
        Ok(FleetJob::stop(target, request))
    }
}

/// A journal that can't be read.
pub(super) fn damaged(why: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Config, format!("this is no journal of stops: {why}"))
        .with_chinese(format!("这不是停机日志文件：{why}"))
}
