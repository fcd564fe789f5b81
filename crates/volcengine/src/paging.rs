//! What the lists with pages have in common.

/// How a list is begun, gone on with and ended.
macro_rules! paged {
    ($request:ident, $output:ident, $what:literal) => {
        impl $request {
            #[doc = concat!("All ", $what, " from the first page on.")]
            pub fn new() -> Self {
                Self::default()
            }

            /// From this token on.
            #[must_use]
            pub fn next_token(mut self, next_token: Option<String>) -> Self {
                self.next_token = next_token;
                self
            }
        }

        impl $output {
            /// The token to ask for the next page with; `None` on the last one.
            pub fn next(&self) -> Option<String> {
                self.next_token.clone().filter(|token| !token.is_empty())
            }
        }
    };
}
pub(crate) use paged;
