//! [`VendorError`]: a refusal, before a vendor's protocol gives it a shape.

use std::borrow::Cow;

/// A refusal: HTTP status, vendor's code and vendor's text.
///
/// UCloud's protocol parses the code as a number and ignores the status, which is always 200 there.
#[derive(Clone, Debug)]
pub(crate) struct VendorError {
    pub(crate) status: u16,
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: String,
}

impl VendorError {
    pub(crate) fn new(status: u16, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into() }
    }
}
