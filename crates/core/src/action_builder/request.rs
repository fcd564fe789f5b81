//! [`ActionRequest`]: the requests that a builder sends.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::{BuildHasher, Hasher};

use crate::lifecycle::{
    Action, ActionKind, Capabilities, DeleteRequest, RebootRequest, StartRequest, StopRequest, Support,
};

/// Request of an action. Implemented for the requests of [`lifecycle`](crate::lifecycle) only.
pub trait ActionRequest:
    Clone + Default + fmt::Debug + Send + Sync + sealed::SealedRequest + 'static
{
    /// Kind of the action.
    const KIND: ActionKind;

    /// Returns the idempotency token, for a change.
    fn idempotency_token_mut(&mut self) -> &mut Option<String>;

    /// Returns the action for a product with these capabilities.
    fn into_action(self, capabilities: &Capabilities) -> Action;
}

mod sealed {
    /// Marker that prevents implementations in other crates.
    pub trait SealedRequest {}

    impl SealedRequest for super::StopRequest {}
    impl SealedRequest for super::StartRequest {}
    impl SealedRequest for super::RebootRequest {}
    impl SealedRequest for super::DeleteRequest {}
}

impl ActionRequest for StopRequest {
    const KIND: ActionKind = ActionKind::Stop;

    fn idempotency_token_mut(&mut self) -> &mut Option<String> {
        &mut self.idempotency_token
    }

    /// Adds a token if the product supports tokens and the request has none.
    fn into_action(mut self, capabilities: &Capabilities) -> Action {
        if capabilities.idempotency_token == Support::Yes {
            self.idempotency_token.get_or_insert_with(random_token);
        }
        Action::Stop(self)
    }
}

impl ActionRequest for StartRequest {
    const KIND: ActionKind = ActionKind::Start;

    fn idempotency_token_mut(&mut self) -> &mut Option<String> {
        &mut self.idempotency_token
    }

    fn into_action(self, _: &Capabilities) -> Action {
        Action::Start(self)
    }
}

impl ActionRequest for RebootRequest {
    const KIND: ActionKind = ActionKind::Reboot;

    fn idempotency_token_mut(&mut self) -> &mut Option<String> {
        &mut self.idempotency_token
    }

    fn into_action(self, _: &Capabilities) -> Action {
        Action::Reboot(self)
    }
}

impl ActionRequest for DeleteRequest {
    const KIND: ActionKind = ActionKind::Delete;

    fn idempotency_token_mut(&mut self) -> &mut Option<String> {
        &mut self.idempotency_token
    }

    fn into_action(self, _: &Capabilities) -> Action {
        Action::Delete(self)
    }
}

/// Returns a token of 128 random bits, as 32 hexadecimal digits.
///
/// The randomness is that of the standard library's hash keys, which come from the operating system.
fn random_token() -> String {
    let high = RandomState::new().build_hasher().finish();
    let low = RandomState::new().build_hasher().finish();
    format!("{high:016x}{low:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_tokens_differ_and_have_32_digits() {
        let first = random_token();
        let second = random_token();
        assert_ne!(first, second);
        assert_eq!((first.len(), second.len()), (32, 32));
    }
}
