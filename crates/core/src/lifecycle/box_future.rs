//! [`BoxFuture`]: the return type of asynchronous trait methods.

use std::pin::Pin;

/// Boxed future that can move between threads. Traits with asynchronous methods return it, so that they can
/// be used as `dyn` types.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
