use serde::{Deserialize, Serialize};
use tingji_core::Phase;

macro_rules! states {
    ($(#[$about:meta])* $state:ident { $($(#[$doc:meta])* $name:ident: $word:literal => $phase:ident,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
        #[serde(from = "String", into = "String")]
        #[non_exhaustive]
        pub enum $state {
            $($(#[$doc])* $name,)*
            /// A value this library does not know. Empty when the vendor could not tell.
            Other(String),
        }

        impl $state {
            /// The vendor's word.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $word,)*
                    Self::Other(text) => text,
                }
            }

            /// What it means for a stop.
            pub fn phase(&self) -> Phase {
                match self {
                    $(Self::$name => Phase::$phase,)*
                    Self::Other(_) => Phase::Unknown,
                }
            }
        }

        impl From<String> for $state {
            fn from(text: String) -> Self {
                match text.as_str() {
                    $($word => Self::$name,)*
                    _ => Self::Other(text),
                }
            }
        }

        impl From<$state> for String {
            fn from(state: $state) -> Self {
                state.as_str().to_owned()
            }
        }
    };
}

states! {
    /// A state of an instance; unknown ones are kept. What a reclaimed spot instance reads is
    /// published nowhere, so it is one of the unknown.
    InstanceState {
        /// Being made.
        Initializing: "Initializing" => Changing,
        /// Its system is being installed.
        Install: "Install" => Changing,
        /// On the way to running.
        Starting: "Starting" => Changing,
        /// It runs.
        Running: "Running" => Running,
        /// Restarting.
        Rebooting: "Rebooting" => Changing,
        /// Getting other CPU, memory or cards.
        Resizing: "Resizing" => Changing,
        /// Its system is being replaced.
        Reinstalling: "Reinstalling" => Changing,
        /// Waiting for something.
        Pending: "Pending" => Changing,
        /// On the way to stopped.
        Stopping: "Stopping" => Stopping,
        /// It is stopped.
        Stopped: "Stopped" => Stopped,
        /// The installation failed; it can only be deleted.
        InstallFail: "Install Fail" => Unstoppable,
    }
}
