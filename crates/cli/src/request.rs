//! A request in one of the forms that users have: a `curl` line, a HAR file, raw HTTP, or a recorded
//! request.
//!
//! Pure: text in, [`InputRequest`] out. No input causes a panic.

mod curl;
mod har;
mod input;
mod parse;
mod raw;
mod recorded;
mod shell;
#[cfg(test)]
mod tests;
mod url;

pub(crate) use input::InputRequest;
pub(crate) use parse::read;
