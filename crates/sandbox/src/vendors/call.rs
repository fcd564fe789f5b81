//! [`RequestContext`]: one request during its processing, and the check of its signature.

use tingji_core::Credential;
use tingji_signing_core::{Scheme, VerifyError};

use crate::clock::RequestTime;
use crate::cloud::Cloud;
use crate::http::raw_request::RawRequest;
use crate::request_log::RequestRecord;
use crate::scenario::account::SandboxAccount;
use crate::state::SandboxState;

/// A request during its processing by a vendor's handler.
pub(crate) struct RequestContext<'a> {
    pub(crate) state: &'a mut SandboxState,
    pub(crate) request: &'a RawRequest,
    pub(crate) now: RequestTime,
    /// Entry of the request log, which handlers may complete.
    pub(crate) record: RequestRecord,
}

/// The reason why a signature was refused.
#[derive(Debug)]
pub(crate) struct AuthError {
    pub(crate) problem: VerifyError,
    /// The canonical request that the sandbox computed, with tokens hidden; empty if it was not computed.
    pub(crate) canonical_request: String,
}

impl From<VerifyError> for AuthError {
    fn from(problem: VerifyError) -> Self {
        Self { problem, canonical_request: String::new() }
    }
}

impl RequestContext<'_> {
    /// Finds the account of the request's access key among these clouds and verifies the signature.
    ///
    /// Scenario accounts come before issued temporary keys.
    pub(crate) fn authenticate(
        &self,
        scheme: &impl Scheme,
        clouds: &[Cloud],
    ) -> Result<SandboxAccount, AuthError> {
        let view = self.request.view();
        let access_key = scheme.presented_credential(&view)?.access_key;
        let (account, credential) = self.find_credential(&access_key, clouds)?;
        let verification = scheme.verify(&view, credential, self.now.wall());
        match verification.error() {
            None => Ok(account.clone()),
            Some(problem) => Err(AuthError {
                problem: problem.clone(),
                canonical_request: verification.canonical_request().to_string(),
            }),
        }
    }

    fn find_credential(
        &self,
        access_key: &str,
        clouds: &[Cloud],
    ) -> Result<(&SandboxAccount, &Credential), AuthError> {
        let mut accounts = self.state.accounts.iter().filter(|account| clouds.contains(&account.cloud));
        if let Some(account) = accounts.find(|account| account.access_key() == access_key) {
            return Ok((account, account.credential()));
        }
        let mut issued = self.state.issued_credentials.iter().filter(|issued| clouds.contains(&issued.cloud));
        let issued = issued
            .find(|issued| issued.credential.access_key() == access_key)
            .ok_or(VerifyError::UnknownAccessKey)?;
        if !issued.is_valid(self.now) {
            // Guess: expired keys are refused because of their token.
            return Err(VerifyError::TokenMismatch.into());
        }
        Ok((&issued.owner, &issued.credential))
    }
}
