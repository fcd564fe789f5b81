//! A request as people have it at hand: a `curl` line, a HAR file, raw HTTP, a recorded request.
//!
//! Pure: text in, [`Request`] out, and whatever is put in, no panic.

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

pub(crate) use input::Request;
pub(crate) use parse::read;
