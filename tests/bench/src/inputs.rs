//! The request that every case signs.

use tingji_core::{Credential, UnixTime};
use tingji_signing_core::{RequestView, Scheme, SigningInstructions, encode};

pub(crate) const ACCESS_KEY: &str = "AKLTExampleExampleExampleExample";
pub(crate) const SECRET_KEY: &str = "ExampleSecretExampleSecretExampleSecret0";
pub(crate) const REGION: &str = "cn-beijing";
pub(crate) const SERVICE: &str = "ecs";
pub(crate) const HOST: &str = "open.volcengineapi.com";
/// 2026-08-01T00:00:00Z.
pub(crate) const TIME: i64 = 1_785_542_400;
pub(crate) const QUERY: &str = "Action=StopInstance&Version=2020-04-01&InstanceId=i-yaexampleexample0000\
    &ForceStop=false&StoppedMode=StopCharging&ClientToken=6f4a0d6e-6d4c-4d4b-9a3c-2f0c8f0f5b1d";

pub(crate) fn time() -> UnixTime {
    UnixTime::from_seconds(TIME)
}

pub(crate) fn credential() -> Credential {
    Credential::new(ACCESS_KEY, SECRET_KEY)
}

/// A request that owns its parts.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// `GET /?…`, with a host and no body.
    pub(crate) fn get() -> Self {
        let headers = vec![("host".to_owned(), HOST.to_owned())];
        Self { method: "GET", query: QUERY.to_owned(), headers, body: Vec::new() }
    }

    /// A form with the parameters of the query.
    pub(crate) fn form() -> Self {
        let kind = ("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned());
        let headers = vec![("host".to_owned(), "api.ucloud.cn".to_owned()), kind];
        Self { method: "POST", query: String::new(), headers, body: QUERY.into() }
    }

    pub(crate) fn view(&self) -> RequestView<'_> {
        RequestView::new(self.method, "/", &self.query, &self.headers, &self.body)
    }

    /// A copy of the request with its signature.
    pub(crate) fn signed(&self, scheme: &impl Scheme) -> Self {
        let signed = scheme.sign(&self.view(), &credential(), time()).expect("the input can be signed");
        let mut request = self.clone();
        request.add(&signed);
        assert!(scheme.verify(&request.view(), &credential(), time()).is_valid());
        request
    }

    fn add(&mut self, signed: &SigningInstructions) {
        if self.body.is_empty() {
            for (name, value) in signed.additions() {
                self.headers.push((name.to_owned(), value.to_owned()));
            }
        } else {
            self.body.push(b'&');
            self.body.extend(encode::query_string(signed.additions()).bytes());
        }
    }
}
