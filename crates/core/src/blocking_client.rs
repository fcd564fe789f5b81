//! [`blocking_client!`](crate::blocking_client!): the blocking client of a provider's crate.

/// Adds the module `blocking` to a provider's crate: a `Client` that waits for each response. The parameters
/// are the async client and the vendor's [`Protocol`](crate::operation::Protocol). The provider's own feature
/// `blocking` turns the module on.
#[macro_export]
macro_rules! blocking_client {
    ($client:path, $protocol:path) => {
        #[cfg(feature = "blocking")]
        #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
        pub mod blocking {
            //! The client for programs without async. See [`tingji_core::blocking`].

            use $crate::Result;
            use $crate::api::Response;
            use $crate::operation::Operation;

            pub use $crate::blocking::{InstanceIter, list_all, poll_all, run_all, wait};

            /// The [client](super::Client) for programs without async. Cheap to clone.
            #[derive(Clone, Debug)]
            pub struct Client($client);

            impl Client {
                /// A blocking client over this async one.
                pub fn new(client: $client) -> Self {
                    Self(client)
                }

                /// Creates a client; see [`from_env`](super::Client::from_env) of the async client.
                ///
                /// # Errors
                ///
                /// Errors of the async method.
                pub fn from_env() -> Result<Self> {
                    wait(<$client>::from_env()).map(Self)
                }

                /// Sends one of the [operations](super::operation) and waits for the response.
                ///
                /// # Errors
                ///
                /// The vendor's error or the network's; see [`ErrorKind`]($crate::ErrorKind).
                pub fn send<O: Operation<Protocol = $protocol>>(
                    &self,
                    operation: &O,
                ) -> Result<Response<O::Output>> {
                    wait(self.0.send(operation))
                }
            }

            /// Access to the async client: its builders of actions and lists, which `wait` and `iter` run without
            /// async, and the interface that [`run_all`] and [`list_all`] take.
            impl std::ops::Deref for Client {
                type Target = $client;

                fn deref(&self) -> &$client {
                    &self.0
                }
            }
        }
    };
}
