//! Faults: failures of requests, and the rules that select the requests.

pub(crate) mod apply;
pub(crate) mod effect;
pub(crate) mod kind;
pub(crate) mod operation_class;
pub(crate) mod rule;
pub(crate) mod rules;
pub(crate) mod vendor_errors;
