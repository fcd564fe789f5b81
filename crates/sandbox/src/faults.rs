//! Faults: what goes wrong with a request, and the rules that decide when.

pub(crate) mod apply;
pub(crate) mod effect;
pub(crate) mod kind;
pub(crate) mod operation_class;
pub(crate) mod rule;
pub(crate) mod rules;
pub(crate) mod vendor_errors;
