use tingji_core::params::validate_id;
use tingji_core::{Result, Secret, operation};

use crate::model::Deployment;
use crate::protocol::{Rpc, form_request, operation_params};
use crate::validate::{require, require_text};

operation! {
    /// Creates a version of a service from code in UFile; the vendor builds the image.
    ///
    /// A deployment takes about ten minutes. [`CheckUAIDeployProgress`](super::CheckUAIDeployProgress) returns
    /// its progress for the image in the response. The base is required: an
    /// [image](Self::bimg_name), or [operating system](Self::os_version), Python version and framework.
    ///
    /// <https://github.com/ucloud/uai-sdk/blob/master/uai/api/deploy_uai_service.py>
    pub struct DeployUAIService: Rpc, Never -> Deployment;
    /// Creates the request for a service and the address of its code.
    new("ServiceID" => service_id: String, => ufile_url: Secret);
    /// Package id of the operating system.
    "OSVersion" => os_version: Option<String>;
    /// Package id of the Python version.
    "PythonVersion" => python_version: Option<String>;
    /// Package id of the framework.
    "AIFrameVersion" => ai_frame_version: Option<String>;
    /// Base image, which replaces the three package ids.
    "BimgName" => bimg_name: Option<String>;
    /// Bucket of the code. Default: derived from the address.
    => ufile_bucket: Option<String>;
    /// File name of the code. Default: derived from the address.
    => ufile_name: Option<String>;
    /// Package ids of additional operating system packages. Default: none.
    => apt_get_pkg_ids: Vec<String>;
    /// Package ids of additional Python packages. Default: none.
    => pip_pkg_ids: Vec<String>;
    request(self, config) {
        self.check()?;
        // Bucket and name have defaults that derive from the address, so the rest is written here.
        let mut params = operation_params(self)?;
        let url = self.ufile_url.expose_secret();
        let (bucket, name) = bucket_and_name(url);
        params.push("UfileBucket", self.ufile_bucket.as_deref().unwrap_or(&bucket));
        params.push("UfileName", self.ufile_name.as_deref().unwrap_or(&name));
        params.push("UfileURL", url);
        params.push("AptGetPKGID", self.apt_get_pkg_ids.clone());
        params.push("PipPKGID", self.pip_pkg_ids.clone());
        Ok(form_request(params, config))
    }
}

impl DeployUAIService {
    fn check(&self) -> Result<()> {
        validate_id(&self.service_id)?;
        require_text("UfileURL", self.ufile_url.expose_secret())?;
        let environment = [&self.os_version, &self.python_version, &self.ai_frame_version];
        let has_base = is_set(&self.bimg_name) || environment.into_iter().all(is_set);
        require(has_base, "set BimgName, or OSVersion with PythonVersion and AIFrameVersion")
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
