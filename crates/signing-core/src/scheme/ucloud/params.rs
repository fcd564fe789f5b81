//! [`Params`]: the parameters of a call, before they become a form or a JSON object.

use tingji_core::Secret;

use super::param_value::ParamValue;
use super::parsed::ParsedParams;
use crate::encode::query_string;

/// Parameters of a call, in order.
///
/// ```
/// use tingji_signing_core::Params;
///
/// let mut params = Params::new("DescribeCompShareInstance");
/// params.push("UHostIds", vec!["uhost-a", "uhost-b"]);
/// params.push("Limit", 100);
/// assert_eq!(
///     params.to_form(),
///     "Action=DescribeCompShareInstance&UHostIds.0=uhost-a&UHostIds.1=uhost-b&Limit=100"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params(Vec<(String, ParamValue)>);

impl Params {
    /// Creates the parameters of an action, with `Action` as the first one.
    pub fn new(action: &str) -> Self {
        Self(vec![("Action".to_owned(), action.into())])
    }

    /// Creates an empty list, without `Action`.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Appends a parameter. An earlier parameter with the same key stays.
    pub fn push(&mut self, key: impl Into<String>, value: impl Into<ParamValue>) -> &mut Self {
        self.0.push((key.into(), value.into()));
        self
    }

    /// Appends a parameter if there is a value.
    ///
    /// ```
    /// use tingji_signing_core::Params;
    ///
    /// let mut params = Params::new("GetUAIServiceList");
    /// params.push_if_some("Limit", Some(10)).push_if_some("Offset", None::<i64>);
    /// assert_eq!(params.to_form(), "Action=GetUAIServiceList&Limit=10");
    /// ```
    pub fn push_if_some(&mut self, key: &str, value: Option<impl Into<ParamValue>>) -> &mut Self {
        if let Some(value) = value {
            self.push(key, value);
        }
        self
    }

    /// Returns the value of the first parameter with this key. Keys inside lists and structures do not count.
    pub fn get(&self, key: &str) -> Option<&ParamValue> {
        let (_, value) = self.0.iter().find(|(given, _)| given == key)?;
        Some(value)
    }

    /// Returns keys and values as text, in order. Lists become `Key.0`, `Key.1`, …, structures `Key.Member`.
    ///
    /// The texts are not percent-encoded: the signature covers them in this form.
    pub fn flatten(&self) -> Vec<(String, String)> {
        let mut flat = Vec::with_capacity(self.0.len());
        for (key, value) in &self.0 {
            value.flatten(key.clone(), &mut flat);
        }
        flat
    }

    /// Returns the unsigned body as a form.
    pub fn to_form(&self) -> String {
        let flat = self.flatten();
        query_string(flat.iter().map(|(key, value)| (key.as_str(), value.as_str())))
    }

    /// Returns the unsigned body as JSON, with the feature `json`. Some actions accept no form.
    ///
    /// ```
    /// use tingji_signing_core::Params;
    ///
    /// let mut params = Params::new("GetCompShareInstanceMonitor");
    /// params.push("UHostIds", vec!["uhost-a"]);
    /// assert_eq!(params.to_json(), r#"{"Action":"GetCompShareInstanceMonitor","UHostIds":["uhost-a"]}"#);
    /// ```
    #[cfg(feature = "json")]
    pub fn to_json(&self) -> String {
        ParamValue::Map(self.0.clone()).to_json().to_string()
    }

    /// Returns the signature of these parameters, for callers that build the request themselves.
    ///
    /// The parameters must be all that the request sends, with `PublicKey` and without `Signature`.
    ///
    /// ```
    /// use tingji_signing_core::{Params, Secret};
    ///
    /// let mut params = Params::empty();
    /// params.push("foo", "bar");
    /// assert_eq!(params.signature(&Secret::new("my_private_key")), "634edc1bb957c0d65e5ab5494cf3b7784fbc87af");
    /// ```
    pub fn signature(&self, private_key: &Secret) -> String {
        let flat = self.flatten();
        let params = flat.iter().map(|(key, value)| (key.as_bytes(), value.as_bytes())).collect();
        ParsedParams::Borrowed(params).sign(private_key).as_str().to_owned()
    }
}
