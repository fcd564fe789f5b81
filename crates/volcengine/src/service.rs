//! The names that select a service and an API version at Volcengine's gateway.

/// Service name of ECS in the scope of a signature.
pub(crate) const SERVICE: &str = "ecs";

/// Version of the ECS API, sent as `Version`.
pub(crate) const VERSION: &str = "2020-04-01";

/// Internal header that carries another service's name from an operation to the signer. The signer
/// removes it, so it is never sent.
pub(crate) const SERVICE_HEADER: &str = "x-tingji-service";
