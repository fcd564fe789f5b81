//! The operations, one file each.
//!
//! All are `GET /` with everything in the query, as the vendor's SDKs send them.

mod describe_instances;
mod stop_instance;
mod stop_instances;

pub use describe_instances::{DescribeInstances, DescribeInstancesOutput, TagFilter};
pub use stop_instance::{StopInstance, StopInstanceOutput};
pub use stop_instances::{OperationDetail, StopInstances, StopInstancesOutput};

use http::Method;
use tingji_core::operation::Draft;
use tingji_core::{Error, ErrorKind, InstanceId, Result};
use tingji_signing_core::encode::query_string;

const VERSION: &str = "2020-04-01";
/// So many instances one request names at most.
const MOST_IDS: usize = 100;

/// Parameters in the vendor's notation, on their way into the query.
struct Params(Vec<(String, String)>);

impl Params {
    fn of(action: &str) -> Self {
        Self(vec![("Action".to_owned(), action.to_owned()), ("Version".to_owned(), VERSION.to_owned())])
    }

    fn one(mut self, name: &str, value: Option<impl ToString>) -> Self {
        self.0.extend(value.map(|value| (name.to_owned(), value.to_string())));
        self
    }

    /// `Name.1=…&Name.2=…`: counted from one.
    fn list<T: ToString>(mut self, name: &str, values: &[T]) -> Self {
        let numbered = values.iter().zip(1..).map(|(value, n)| (format!("{name}.{n}"), value.to_string()));
        self.0.extend(numbered);
        self
    }

    /// The request, its query in the order in which it is signed.
    fn get(mut self) -> Draft {
        self.0.sort();
        let pairs = self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Draft::new(Method::GET, "/").query(query_string(pairs))
    }
}

fn checked_id(instance_id: &str) -> Result<String> {
    Ok(InstanceId::new(instance_id, None)?.id().to_owned())
}

/// 1 to 64 printable ASCII characters.
fn checked_token(token: &str) -> Result<String> {
    let is_token = (1..=64).contains(&token.len()) && token.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let message = "a ClientToken has 1 to 64 printable ASCII characters";
    is_token.then(|| token.to_owned()).ok_or_else(|| Error::new(ErrorKind::InvalidRequest, message))
}
