use http::Method;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::json;
use tingji_core::operation::UnsignedRequest;
use tingji_core::params::true_only;
use tingji_core::{Error, ErrorKind, Result, Secret, operation};

use super::request::query;
use crate::model::{IamUser, Scope, Token};
use crate::protocol::{IAM_JSON, Iam, SUBJECT_TOKEN};

operation! {
    /// Creates a token for a user's password: `POST /v3/auth/tokens` at IAM. The token is in the header
    /// `X-Subject-Token` and is valid for 24 hours. Earlier tokens stay valid.
    ///
    /// A new password, a disabled user or changed permissions revoke the token within half an hour.
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
    pub struct CreateToken: Iam, Never -> CreateTokenOutput;
    /// Creates a token for this user (`methods` is `password`) and this `scope`, without the catalog.
    new(=> user: IamUser, => scope: Scope);
    /// Omits the list of all services, which makes the response much shorter. Default true.
    "nocatalog" => nocatalog: bool as true_only = true;
    request(self, _region) {
        let IamUser { domain, name, password } = &self.user;
        let user =
            json!({ "domain": { "name": domain }, "name": name, "password": password.expose_secret() });
        let body = json!({
            "auth": {
                "identity": { "methods": ["password"], "password": { "user": user } },
                "scope": self.scope.body(),
            },
        });
        Ok(UnsignedRequest::new(Method::POST, "/v3/auth/tokens")
            .query(query(self)?)
            .body(IAM_JSON, body.to_string()))
    }
    decode(self, payload) {
        for field in [SUBJECT_TOKEN, "token"] {
            if payload.get(field).is_none() {
                return Err(Error::new(ErrorKind::Decode, format!("the response has no {field}")));
            }
        }
        // An error must not quote the token or anything near it.
        serde_json::from_value(payload)
            .map_err(|_| Error::new(ErrorKind::Decode, "the response has an undocumented form"))
    }
}

/// Token and its description. Not serializable, so that the token can't leak by accident.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct CreateTokenOutput {
    /// Token, for the header `X-Auth-Token`.
    #[serde(rename = "x-subject-token", deserialize_with = "secret")]
    pub subject_token: Secret,
    /// Scope and lifetime of the token.
    pub token: Token,
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() { Err(D::Error::custom("an empty token")) } else { Ok(Secret::new(text)) }
}
