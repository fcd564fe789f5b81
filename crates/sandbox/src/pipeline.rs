//! [`PendingRequest`]: the path of a request from arrival to response.
//!
//! 1. The admin interface answers its own paths.
//! 2. [`VendorProtocol::detect`] chooses the vendor's protocol, which names the operation and the ids.
//! 3. The first fault rule that matches the request is recorded as met.
//! 4. The vendor's handler checks the signature and changes the state, unless the fault prevents it.
//! 5. The fault replaces or damages the response, and the request log gets an entry.

use std::fmt;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::Request;
use serde_json::json;

use crate::admin;
use crate::clock::RequestTime;
use crate::faults::apply::{FaultContext, apply_fault};
use crate::faults::kind::{FaultKind, FaultTiming};
use crate::faults::rules::MatchedFault;
use crate::http::raw_request::RawRequest;
use crate::http::response::{ConnectionAction, MockResponse};
use crate::request_log::RequestRecord;
use crate::state::SandboxState;
use crate::state::shared::SharedState;
use crate::vendors::VendorProtocol;
use crate::vendors::call::RequestContext;

/// A request that has arrived and is not processed yet. Dropping it means that it never is.
#[derive(Debug)]
pub struct PendingRequest(PendingKind);

#[derive(Debug)]
enum PendingKind {
    /// The admin interface answered it, or no cloud has its path.
    Answered(Box<MockResponse>),
    /// A request to one of the clouds.
    Vendor(Box<VendorRequest>),
}

/// A request to one of the clouds, with the fault that it met.
struct VendorRequest {
    protocol: VendorProtocol,
    request: RawRequest,
    record: RequestRecord,
    fault: Option<MatchedFault>,
}

impl fmt::Debug for VendorRequest {
    /// Leaves out the request, because it contains a signature.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VendorRequest")
            .field("record", &self.record)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}

impl PendingRequest {
    /// Identifies a request and matches it against the fault rules.
    pub(crate) fn new(shared: &SharedState, request: Request<Bytes>) -> Self {
        let request = RawRequest::from_http(request);
        if let Some(response) = admin::try_handle(shared, &request) {
            return Self::answered(response);
        }
        let mut state = shared.lock();
        let now = shared.now(&state);
        let Some(protocol) = VendorProtocol::detect(&request) else {
            let body = json!({ "message": "no cloud of the sandbox has this path" });
            return Self::answered(MockResponse::json(404, &body).with_header("date", now.http_date()));
        };
        let record = protocol.identify(&request);
        let fault = state.faults.match_request(&record, &request, now.state_ms);
        Self(PendingKind::Vendor(Box::new(VendorRequest { protocol, request, record, fault })))
    }

    fn answered(response: MockResponse) -> Self {
        Self(PendingKind::Answered(Box::new(response)))
    }

    fn delay(&self, timing: FaultTiming) -> Duration {
        let Self(PendingKind::Vendor(pending)) = self else { return Duration::ZERO };
        pending.fault.as_ref().and_then(|fault| fault.delay(timing)).unwrap_or_default()
    }

    /// Delay before the request is processed. A client that gives up during it has had no effect.
    pub fn delay_before(&self) -> Duration {
        self.delay(FaultTiming::Before)
    }

    /// Delay between processing and the response.
    pub fn delay_after(&self) -> Duration {
        self.delay(FaultTiming::After)
    }

    /// Processes the request, unless its fault prevents that, and adds it to the request log.
    pub(crate) fn process(self, shared: &SharedState) -> MockResponse {
        let VendorRequest { protocol, request, mut record, fault } = match self.0 {
            PendingKind::Answered(response) => return *response,
            PendingKind::Vendor(pending) => *pending,
        };
        let mut state = shared.lock_current();
        let mut now = shared.now(&state);
        let offset_ms = fault.as_ref().map_or(0, MatchedFault::clock_offset_ms);
        now.wall_ms = now.wall_ms.saturating_add(offset_ms);
        let response = match &fault {
            None => handle(&mut state, protocol, &request, now, &mut record),
            Some(fault) => {
                let intact = if fault.processes_request() {
                    Some(handle_with_fault(&mut state, fault, protocol, &request, now, &mut record))
                } else {
                    None
                };
                let request_id = state.ids.next_uuid();
                let redirect_url = format!("{}/followed", shared.admin_url());
                let context =
                    FaultContext { protocol, record: &record, now, request_id, redirect_url: &redirect_url };
                apply_fault(fault, intact, &context)
            }
        };
        record.fault = fault.map(|fault| fault.kind.name());
        record.status = if response.action == ConnectionAction::Respond { response.status } else { 0 };
        state.request_log.push(record);
        response.with_header("date", now.http_date())
    }
}

/// Lets the vendor's handler process a request without any fault.
fn handle(
    state: &mut SandboxState,
    protocol: VendorProtocol,
    request: &RawRequest,
    now: RequestTime,
    record: &mut RequestRecord,
) -> MockResponse {
    let mut ctx = RequestContext { state, request, now, record: record.clone() };
    let response = protocol.handle(&mut ctx);
    *record = ctx.record;
    record.accepted = response.accepted;
    record.effect = state.finish_request(response.accepted);
    state.faults.store_response(record, &response);
    response
}

/// Processes a request under a fault that changes the state or the list, and not only the response.
fn handle_with_fault(
    state: &mut SandboxState,
    fault: &MatchedFault,
    protocol: VendorProtocol,
    request: &RawRequest,
    now: RequestTime,
    record: &mut RequestRecord,
) -> MockResponse {
    if fault.kind == FaultKind::RepeatedPage
        && let Some(response) = state.faults.previous_response(record)
    {
        record.accepted = response.accepted;
        return response;
    }
    state.fault_effects = Some(fault.effects());
    if fault.timing == FaultTiming::Before {
        lock_instances(state, fault, record);
    }
    if let Some(staleness) = fault.staleness() {
        state.show_past_states(record.cloud, fault.only_id.as_deref(), staleness, now.state_ms);
    }
    let response = handle(state, protocol, request, now, record);
    if fault.staleness().is_some() {
        state.show_current_states();
    }
    if fault.timing == FaultTiming::After {
        lock_instances(state, fault, record);
    }
    response
}

fn lock_instances(state: &mut SandboxState, fault: &MatchedFault, record: &RequestRecord) {
    for (id, until_ms) in &fault.locked_until {
        state.lock(record.cloud, id, *until_ms);
    }
}
