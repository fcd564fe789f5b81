//! The vectors that vendors publish, in their documentation and in their SDKs' tests, and further
//! ones that their SDKs signed with a pinned clock.
//!
//! All keys here are the vendors' public samples or made up.

mod bce;
mod huaweicloud;
mod ucloud;
mod volcengine;
