use http::Method;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::{Value, json};
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Error, ErrorKind, Result, RetryClass, Secret};

use crate::model::{IamUser, Scope, Token};
use crate::protocol::Iam;
use crate::protocol::{IAM_JSON, SUBJECT_TOKEN};

/// Makes a token of a user's password: `POST /v3/auth/tokens` at IAM. The token itself comes in the
/// header `X-Subject-Token`, and holds for 24 hours; one that was made before goes on to hold.
///
/// A new password, a disabled user or other permissions void it, up to half an hour later.
///
/// Errors: [`Credentials`](tingji_core::ErrorKind::Credentials) for a wrong name or password, and for
/// accounts that can't have tokens.
///
/// <https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html>
///
/// ```
/// use tingji_huaweicloud::Client;
/// use tingji_huaweicloud::model::{IamUser, Scope};
/// use tingji_huaweicloud::operation::CreateToken;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let endpoint = sandbox.endpoint();
///
/// let user = IamUser::new("my-account", "sandbox-huaweicloud-key", "sandbox-huaweicloud-not-a-secret");
/// let iam = Client::builder_with_password(user.clone()).endpoint(&endpoint)?.build_iam()?;
/// let made = iam.send(&CreateToken::new(user, Scope::ProjectName("cn-north-4".to_owned()))).await?;
/// assert!(made.token.expires() > made.token.issued());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateToken {
    user: IamUser,
    scope: Scope,
    /// Leaves out the list of all services, which makes the answer much shorter.
    pub nocatalog: bool,
}

impl CreateToken {
    /// For this user (`methods` is `password`), good for this `scope`; without the catalogue.
    pub fn new(user: IamUser, scope: Scope) -> Self {
        Self { user, scope, nocatalog: true }
    }
}

/// A token and what it is. There is no way to serialize it, so that the token goes nowhere by accident.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct CreateTokenOutput {
    /// The token, to be sent as `X-Auth-Token`.
    #[serde(rename = "x-subject-token", deserialize_with = "secret")]
    pub subject_token: Secret,
    /// What it is good for, and how long.
    pub token: Token,
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() { Err(D::Error::custom("an empty token")) } else { Ok(Secret::new(text)) }
}

impl Operation for CreateToken {
    type Protocol = Iam;
    type Output = CreateTokenOutput;
    const NAME: &'static str = "CreateToken";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, _region: &String) -> Result<UnsignedRequest> {
        let IamUser { domain, name, password } = &self.user;
        let user = json!({ "domain": { "name": domain }, "name": name, "password": password.expose() });
        let body = json!({
            "auth": {
                "identity": { "methods": ["password"], "password": { "user": user } },
                "scope": self.scope.body(),
            },
        });
        let query = if self.nocatalog { "nocatalog=true" } else { "" };
        Ok(UnsignedRequest::new(Method::POST, "/v3/auth/tokens")
            .query(query)
            .body(IAM_JSON, body.to_string()))
    }

    fn decode_output(&self, payload: Value) -> Result<CreateTokenOutput> {
        for field in [SUBJECT_TOKEN, "token"] {
            if payload.get(field).is_none() {
                return Err(Error::new(ErrorKind::Decode, format!("the answer has no {field}")));
            }
        }
        // Neither a token nor what is next to it may be quoted by an error.
        let wrong = |_| Error::new(ErrorKind::Decode, "the answer has another shape than documented");
        serde_json::from_value(payload).map_err(wrong)
    }
}
