//! Code that the paged lists share.

/// Implements the constructor and the page tokens of a list.
macro_rules! paged {
    ($request:ident, $output:ident, $what:literal) => {
        impl $request {
            #[doc = concat!("All ", $what, " from the first page on.")]
            pub fn new() -> Self {
                Self::default()
            }

            /// Sets the token of the page to return. Default: the first page.
            #[must_use]
            pub fn next_token(mut self, next_token: Option<String>) -> Self {
                self.next_token = next_token;
                self
            }
        }

        impl $output {
            /// Returns the token of the next page; `None` on the last page.
            pub fn next(&self) -> Option<String> {
                self.next_token.clone().filter(|token| !token.is_empty())
            }
        }
    };
}
pub(crate) use paged;
