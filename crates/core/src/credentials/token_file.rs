//! [`TokenFile`]: a file with the token of an identity provider.

use crate::credentials::CredentialContext;
use crate::{Error, ErrorKind, Result, Secret};

/// File with the token of an identity provider. The provider replaces the token, so the file is read again for
/// each exchange.
#[derive(Clone, Debug)]
pub struct TokenFile {
    context: CredentialContext,
    path: String,
    named_by: String,
    kind: &'static str,
}

impl TokenFile {
    /// Creates a token file that a profile names. `kind` is the token with its article, such as `an OIDC
    /// token`. `~/` at the start of the path is the home directory.
    pub fn new(context: &CredentialContext, path: &str, kind: &'static str) -> Self {
        Self { context: context.clone(), path: path.to_owned(), named_by: "the profile".to_owned(), kind }
    }

    /// Sets the variable that names the file, for messages.
    #[must_use]
    pub fn named_by(self, variable: &str) -> Self {
        Self { named_by: self.context.variable_name(variable), ..self }
    }

    /// Reads the token.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the file does not exist, can't be read or is empty.
    pub fn read(&self) -> Result<Secret> {
        let file = self.context.required_file(&self.path, &self.named_by)?;
        let token = Secret::new(file.text.expose_secret().trim());
        if token.is_empty() {
            let message = format!("the file {} is empty; it should contain {}", file.name, self.kind);
            return Err(Error::new(ErrorKind::Credentials, message));
        }
        Ok(token)
    }
}
