//! Where keys are found: variables, profile files, token services, metadata services.
//!
//! The vendors' tools differ in names and shapes; every provider crate has a `credentials` module
//! that knows its own, made of the parts here. [`Surroundings`] is all that they see of the machine,
//! so that a test has variables and a home of its own. [`Found`] is what they bring back, and
//! [`Chain`] the order in which a cloud's sources are asked.
//!
//! Nothing here prints: what a user should know, such as a key file that others can read, comes
//! back as [`Found::warnings`]. No error and no `Debug` holds a secret: errors name variables,
//! files and fields.

mod chain;
mod fetch;
mod fields;
mod file;
mod found;
mod ini;
mod surroundings;

pub use chain::Chain;
pub use fetch::Fetch;
pub use fields::{Fields, Spelling};
pub use file::TextFile;
pub use found::{Found, Login, Stored};
pub use ini::sections;
pub use surroundings::{Metadata, Network, Surroundings};
