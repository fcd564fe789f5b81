use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Error, ErrorKind, Result, RetryClass, Secret};
use tingji_signing_core::Params;

use crate::model::Deployment;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require_text, validate_id};

/// Makes a version of a service from code in UFile; the vendor builds the image.
///
/// It takes about ten minutes; the progress is asked for by the image that the answer names. What to
/// build on must be said: an [`environment`](Self::environment) or an [image](Self::bimg_name).
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/deploy_uai_service.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeployUAIService {
    /// The service.
    pub service_id: String,
    /// Where the code is. Such an address may be signed, and then whoever has it can read the code.
    pub ufile_url: Secret,
    /// Its bucket. Default: the address tells.
    pub ufile_bucket: String,
    /// Its name. Default: the address tells.
    pub ufile_name: String,
    /// The id of the operating system.
    pub os_version: Option<String>,
    /// The id of the Python.
    pub python_version: Option<String>,
    /// The id of the framework.
    pub ai_frame_version: Option<String>,
    /// The image to build on, in place of the three.
    pub bimg_name: Option<String>,
    /// Ids of packages of the operating system.
    pub apt_get_pkg_ids: Vec<String>,
    /// Ids of packages of Python.
    pub pip_pkg_ids: Vec<String>,
}

impl DeployUAIService {
    /// A version of this service from the code at this address.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](ErrorKind::InvalidRequest) if the id can't be one, or the address is empty.
    pub fn new(service_id: &str, ufile_url: &str) -> Result<Self> {
        let (ufile_bucket, ufile_name) = bucket_and_name(ufile_url);
        Ok(Self {
            service_id: validate_id(service_id)?,
            ufile_url: require_text("UfileURL", ufile_url)?.into(),
            ufile_bucket,
            ufile_name,
            os_version: None,
            python_version: None,
            ai_frame_version: None,
            bimg_name: None,
            apt_get_pkg_ids: Vec::new(),
            pip_pkg_ids: Vec::new(),
        })
    }

    /// Builds on this operating system, this Python and this framework, by their ids.
    #[must_use]
    pub fn environment(mut self, os_version: &str, python_version: &str, ai_frame_version: &str) -> Self {
        self.os_version = Some(os_version.to_owned());
        self.python_version = Some(python_version.to_owned());
        self.ai_frame_version = Some(ai_frame_version.to_owned());
        self
    }

    /// Builds on this image.
    #[must_use]
    pub fn bimg_name(mut self, bimg_name: impl Into<String>) -> Self {
        self.bimg_name = Some(bimg_name.into());
        self
    }

    fn check(&self) -> Result<()> {
        let is_named = |part: &Option<String>| part.as_ref().is_some_and(|text| !text.is_empty());
        let environment = [&self.os_version, &self.python_version, &self.ai_frame_version];
        if is_named(&self.bimg_name) || environment.into_iter().all(is_named) {
            return Ok(());
        }
        let why = "BimgName, or OSVersion with PythonVersion and AIFrameVersion, must be there";
        Err(Error::new(ErrorKind::InvalidRequest, why))
    }
}

/// The bucket and the name in `http://bucket.region.ufileos.com/name?signature`.
fn bucket_and_name(url: &str) -> (String, String) {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let path = rest.split('?').next().unwrap_or_default();
    let bucket = path.split(['.', '/']).next().unwrap_or_default();
    let name = path.rsplit_once('/').map_or("", |(_, name)| name);
    (bucket.to_owned(), name.to_owned())
}

impl Operation for DeployUAIService {
    type Protocol = Rpc;
    type Output = Deployment;
    const NAME: &'static str = "DeployUAIService";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.check()?;
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push_if_some("OSVersion", self.os_version.as_deref());
        params.push_if_some("PythonVersion", self.python_version.as_deref());
        params.push_if_some("AIFrameVersion", self.ai_frame_version.as_deref());
        params.push_if_some("BimgName", self.bimg_name.as_deref());
        params.push("UfileBucket", self.ufile_bucket.as_str());
        params.push("UfileName", self.ufile_name.as_str());
        params.push("UfileURL", self.ufile_url.expose());
        params.push("AptGetPKGID", self.apt_get_pkg_ids.clone());
        params.push("PipPKGID", self.pip_pkg_ids.clone());
        Ok(form_request(params, config))
    }
}

#[cfg(test)]
mod tests {
    use super::bucket_and_name;

    #[test]
    fn an_address_tells_bucket_and_name() {
        let of = |url| bucket_and_name(url);
        let wanted = ("code".to_owned(), "app.tar".to_owned());
        assert_eq!(of("http://code.cn-bj.ufileos.com/app.tar?Signature=a/b"), wanted);
        assert_eq!(of("https://code.ufile.ucloud.cn/dir/app.tar"), wanted);
        assert_eq!(of("nothing"), ("nothing".to_owned(), String::new()));
    }
}
