use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Error, ErrorKind, Result, RetryClass, Secret};
use tingji_signing_core::Params;

use crate::model::Deployment;
use crate::protocol::{Config, Rpc, form_request};
use crate::validate::{require_text, validate_id};

/// Creates a version of a service from code in UFile; the vendor builds the image.
///
/// A deployment takes about ten minutes. [`CheckUAIDeployProgress`](super::CheckUAIDeployProgress) returns
/// its progress for the image in the response. The base is required: an [`environment`](Self::environment)
/// or an [image](Self::bimg_name).
///
/// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/deploy_uai_service.py>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeployUAIService {
    /// Id of the service.
    pub service_id: String,
    /// Address of the code. A secret, because a signed address gives read access to the code.
    pub ufile_url: Secret,
    /// Bucket of the code. Default: derived from the address.
    pub ufile_bucket: String,
    /// File name of the code. Default: derived from the address.
    pub ufile_name: String,
    /// Package id of the operating system.
    pub os_version: Option<String>,
    /// Package id of the Python version.
    pub python_version: Option<String>,
    /// Package id of the framework.
    pub ai_frame_version: Option<String>,
    /// Base image, which replaces the three package ids.
    pub bimg_name: Option<String>,
    /// Package ids of additional operating system packages. Default: none.
    pub apt_get_pkg_ids: Vec<String>,
    /// Package ids of additional Python packages. Default: none.
    pub pip_pkg_ids: Vec<String>,
}

impl DeployUAIService {
    /// Creates the request for a service and the address of its code.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`](ErrorKind::InvalidRequest) if the id is malformed or the address is empty.
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

    /// Sets the base by the package ids of operating system, Python version and framework.
    #[must_use]
    pub fn environment(mut self, os_version: &str, python_version: &str, ai_frame_version: &str) -> Self {
        self.os_version = Some(os_version.to_owned());
        self.python_version = Some(python_version.to_owned());
        self.ai_frame_version = Some(ai_frame_version.to_owned());
        self
    }

    /// Sets the base image.
    #[must_use]
    pub fn bimg_name(mut self, bimg_name: impl Into<String>) -> Self {
        self.bimg_name = Some(bimg_name.into());
        self
    }

    fn validate(&self) -> Result<()> {
        let environment = [&self.os_version, &self.python_version, &self.ai_frame_version];
        if is_set(&self.bimg_name) || environment.into_iter().all(is_set) {
            return Ok(());
        }
        let why = "set BimgName, or OSVersion with PythonVersion and AIFrameVersion";
        Err(Error::new(ErrorKind::InvalidRequest, why))
    }
}

fn is_set(text: &Option<String>) -> bool {
    text.as_ref().is_some_and(|text| !text.is_empty())
}

/// Splits `http://bucket.region.ufileos.com/name?signature` into bucket and file name.
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
        self.validate()?;
        let mut params = Params::new(Self::NAME);
        params.push("ServiceID", self.service_id.as_str());
        params.push_if_some("OSVersion", self.os_version.as_deref());
        params.push_if_some("PythonVersion", self.python_version.as_deref());
        params.push_if_some("AIFrameVersion", self.ai_frame_version.as_deref());
        params.push_if_some("BimgName", self.bimg_name.as_deref());
        params.push("UfileBucket", self.ufile_bucket.as_str());
        params.push("UfileName", self.ufile_name.as_str());
        params.push("UfileURL", self.ufile_url.expose_secret());
        params.push("AptGetPKGID", self.apt_get_pkg_ids.clone());
        params.push("PipPKGID", self.pip_pkg_ids.clone());
        Ok(form_request(params, config))
    }
}

#[cfg(test)]
mod tests {
    use super::bucket_and_name;

    #[test]
    fn bucket_and_name_are_derived_from_the_address() {
        let wanted = ("code".to_owned(), "app.tar".to_owned());
        assert_eq!(bucket_and_name("http://code.cn-bj.ufileos.com/app.tar?Signature=a/b"), wanted);
        assert_eq!(bucket_and_name("https://code.ufile.ucloud.cn/dir/app.tar"), wanted);
        assert_eq!(bucket_and_name("nothing"), ("nothing".to_owned(), String::new()));
    }
}
