//! [`IdToken`]: temporary keys for the token of an identity provider, by means of an IAM token.

use http::{HeaderName, Method};
use serde_json::{Value, json};
use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::credentials::{CredentialContext, HttpFetch, JsonFields, JsonLocation, TokenFile};
use tingji_core::operation::{HttpResponse, Protocol, UnsignedRequest};
use tingji_core::{BoxFuture, Credential, Error, Result, Secret, UnixTime};

use super::sts::{ISSUED_FIELDS, token_service_region};
use crate::endpoint;
use crate::protocol::Iam;
use crate::protocol::{IAM_JSON, SUBJECT_TOKEN};

/// Variable with the path of the token.
pub(super) const TOKEN_FILE_ENV: &str = "HUAWEICLOUD_SDK_ID_TOKEN_FILE";
const IDP_ID_HEADER: HeaderName = HeaderName::from_static("x-idp-id");
/// Lifetime of the keys in seconds: six hours, as in the vendor's SDKs.
const KEY_LIFETIME_SECS: &str = "21600";

const IAM_RESPONSE: JsonLocation<'_> = JsonLocation::Response("the response of IAM");

/// Provider of temporary keys of a federated user, for an id token in a file. The file is read again for
/// each request.
///
/// <https://support.huaweicloud.com/intl/en-us/api-iam/iam_04_0002.html>
#[derive(Clone, Debug)]
pub struct IdToken {
    fetch: HttpFetch,
    idp_id: String,
    token_file: TokenFile,
    project_id: Option<String>,
}

impl IdToken {
    /// Reads the variables `HUAWEICLOUD_SDK_IDP_ID` and `HUAWEICLOUD_SDK_ID_TOKEN_FILE`. Returns `None` if
    /// they are not set.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if only one of the variables is set.
    pub fn from_env(context: &CredentialContext) -> Result<Option<Self>> {
        let names = ["HUAWEICLOUD_SDK_IDP_ID", TOKEN_FILE_ENV];
        let Some([idp_id, token_file]) = context.both_vars(names, "an id token")? else { return Ok(None) };
        let project_id = context.var("HUAWEICLOUD_SDK_PROJECT_ID");
        let source = Self::new(context, &idp_id, &token_file, project_id)?;
        Ok(Some(Self { token_file: source.token_file.named_by(TOKEN_FILE_ENV), ..source }))
    }

    /// Uses the token in this file, issued by this identity provider.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if `HUAWEICLOUD_SDK_IAM_ENDPOINT` is not a URL.
    pub fn new(
        context: &CredentialContext,
        idp_id: &str,
        token_file: &str,
        project_id: Option<String>,
    ) -> Result<Self> {
        let own = context.var("HUAWEICLOUD_SDK_IAM_ENDPOINT");
        let url = own.unwrap_or_else(|| endpoint::iam_for_region(token_service_region(context)));
        Ok(Self {
            fetch: HttpFetch::for_token_service(context, &url)?,
            idp_id: idp_id.to_owned(),
            token_file: TokenFile::new(context, token_file, "an id token"),
            project_id,
        })
    }

    async fn request_credentials(&self) -> Result<Credential> {
        let id_token = self.token_file.read()?;
        let id_token = id_token.expose_secret();
        let token = self.token(id_token).await.map_err(|error| redact(error, id_token))?;
        let keys =
            self.keys(token.expose_secret()).await.map_err(|error| redact(error, token.expose_secret()))?;
        JsonFields::new(&keys, IAM_RESPONSE).object("credential").issued_credential(&ISSUED_FIELDS)
    }

    /// Exchanges the identity provider's token for an IAM token.
    async fn token(&self, id_token: &str) -> Result<Secret> {
        let mut auth = json!({ "id_token": { "id": id_token } });
        if let Some(id) = &self.project_id {
            auth["scope"] = json!({ "project": { "id": id } });
        }
        let request = UnsignedRequest::new(Method::POST, "/v3.0/OS-AUTH/id-token/tokens")
            .header(IDP_ID_HEADER, self.idp_id.as_str());
        let answer = payload(&self.post(request, &auth).await?)?;
        Ok(Secret::new(JsonFields::new(&answer, IAM_RESPONSE).require(&[SUBJECT_TOKEN])?))
    }

    /// Exchanges an IAM token for temporary keys.
    async fn keys(&self, token: &str) -> Result<Value> {
        let token = json!({ "id": token, "duration_seconds": KEY_LIFETIME_SECS });
        let auth = json!({ "identity": { "methods": ["token"], "token": token } });
        payload(
            &self
                .post(UnsignedRequest::new(Method::POST, "/v3.0/OS-CREDENTIAL/securitytokens"), &auth)
                .await?,
        )
    }

    async fn post(&self, request: UnsignedRequest, auth: &Value) -> Result<HttpResponse> {
        self.fetch.send(request.body(IAM_JSON, json!({ "auth": auth }).to_string())).await
    }
}

fn payload(response: &HttpResponse) -> Result<Value> {
    Iam::decode_envelope(response).map_err(|error| error.with_status(response.status))
}

fn redact(error: Error, secret: &str) -> Error {
    error.redacted(std::iter::once(secret))
}

impl ProvideCredentials for IdToken {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move { Ok(self.request_credentials().await?.into()) })
    }
}
