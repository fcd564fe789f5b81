//! The places where a request lists the names of its signed headers.

use crate::request::InputRequest;

/// Returns an empty list, for a scheme that signs no headers.
pub(super) fn none(_: &InputRequest) -> &str {
    ""
}

/// Returns the part before the last slash of the header `Authorization`.
pub(super) fn before_last_slash(request: &InputRequest) -> &str {
    authorization(request).rsplit('/').nth(1).unwrap_or_default()
}

/// Returns the value of `SignedHeaders` in the header `Authorization`; without the header, the value of
/// `X-SignedHeaders` in the query.
pub(super) fn named(request: &InputRequest) -> &str {
    match authorization(request) {
        "" => after(request.query(), "X-SignedHeaders=", '&'),
        given => after(given, "SignedHeaders=", ','),
    }
}

fn authorization(request: &InputRequest) -> &str {
    request.header("authorization").unwrap_or_default()
}

/// Returns the text between a name and an end character.
fn after<'a>(text: &'a str, name: &str, end: char) -> &'a str {
    text.split_once(name).map_or("", |(_, rest)| rest.split(end).next().unwrap_or_default())
}
