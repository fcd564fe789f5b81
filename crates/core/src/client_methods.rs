//! [`client_methods!`](crate::client_methods!): the methods that the client of every provider has.

/// Adds the methods `stop`, `start`, `reboot`, `delete` and `instances` to a provider's client, and checks
/// that the client can be shared between threads. The client needs a field `api`, an
/// [`ApiClient`](crate::api::ApiClient), and a method `from_env`.
#[macro_export]
macro_rules! client_methods {
    ($client:ident, $protocol:ty) => {
        impl $client {
            /// Stops an instance when the result is awaited, and waits until the vendor reports it stopped.
            ///
            /// `.await` returns the stopped instance with its charges, or an error. It never reports a stop
            /// that the vendor's own state does not show.
            pub fn stop(&self, id: impl Into<String>) -> $crate::action_builder::Stop {
                $crate::action_builder::ActionBuilder::new(self.shared(), self.api.clock(), id)
            }

            /// Starts an instance when the result is awaited, and waits until the vendor reports it running.
            pub fn start(&self, id: impl Into<String>) -> $crate::action_builder::Start {
                $crate::action_builder::ActionBuilder::new(self.shared(), self.api.clock(), id)
            }

            /// Reboots an instance when the result is awaited, and waits until the vendor reports it running
            /// again.
            pub fn reboot(&self, id: impl Into<String>) -> $crate::action_builder::Reboot {
                $crate::action_builder::ActionBuilder::new(self.shared(), self.api.clock(), id)
            }

            /// Deletes an instance when the result is awaited, and waits until the vendor no longer has it.
            /// The data on the system disk cannot be restored.
            pub fn delete(&self, id: impl Into<String>) -> $crate::action_builder::Delete {
                $crate::action_builder::ActionBuilder::new(self.shared(), self.api.clock(), id)
            }

            /// Returns a query for the instances of this client, over all pages of the list.
            pub fn instances(&self) -> $crate::instances::InstanceQuery {
                $crate::instances::InstanceQuery::new(self.shared())
            }

            /// Returns the items of all pages of a list, as a stream that reads the next page when it is needed.
            pub fn stream<O>(&self, operation: O) -> $crate::paged::ItemStream<O::Item>
            where
                O: $crate::paged::Paged<Protocol = $protocol>,
            {
                self.api.stream(operation)
            }

            /// Returns a clone with the shared interface.
            fn shared(&self) -> ::std::sync::Arc<dyn $crate::DynLifecycle> {
                ::std::sync::Arc::new(self.clone())
            }
        }

        /// Checks at compile time that clients can be shared, and that futures can move between threads.
        const _: fn(&$client) = {
            fn is_shareable<T: Clone + Send + Sync + 'static>(_: &T) {}

            fn is_send<T: Send>(_: T) {}

            fn check(client: &$client) {
                is_shareable(client);
                is_send($client::from_env());
                is_send(::std::future::IntoFuture::into_future(client.stop("")));
                is_send(::std::future::IntoFuture::into_future(client.delete("")));
                is_send(client.instances().collect());
                is_send(client.instances().stream().next());
            }

            check
        };
    };
}

/// Adds the function `connect` for [`Provider::connect`](crate::provider::Provider::connect), and `from_env` to the
/// client. For a provider whose builder needs only the settings of an account: `$builder` turns
/// [`ConnectOptions`](crate::provider::ConnectOptions) into a client builder.
#[macro_export]
macro_rules! connect_from_options {
    ($client:ident, $provider:ident, $builder:ident) => {
        /// Connects an account; see [`Provider::connect`]($crate::provider::Provider::connect).
        fn connect(
            options: $crate::provider::ConnectOptions,
        ) -> $crate::Result<::std::sync::Arc<dyn $crate::DynLifecycle>> {
            Ok(::std::sync::Arc::new($builder(options)?.build()?))
        }

        impl $client {
            /// Creates a client from the variables and files that the vendor's own tools read, and from the
            /// machine's role; [`credentials`](crate::credentials) lists them. `TINGJI_ENDPOINT`, or the same
            /// variable with the name of the cloud (`TINGJI_<CLOUD>_ENDPOINT`), replaces the vendor's endpoint.
            ///
            /// # Errors
            ///
            /// [`Credentials`]($crate::ErrorKind::Credentials) if no key pair is found, with the name of the
            /// variable; [`Config`]($crate::ErrorKind::Config) if a file, the region or the endpoint is invalid.
            pub async fn from_env() -> $crate::Result<Self> {
                $builder($crate::provider::ConnectOptions::from_env(&$provider)?)?.build()
            }
        }
    };
}
