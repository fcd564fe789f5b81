//! Signed requests that vendors publish in their documentation and in their SDKs' tests, and requests that their
//! SDKs signed with a fixed clock.
//!
//! The keys are the vendors' public samples or invented.

mod bce;
mod huaweicloud;
mod ucloud;
mod volcengine;
