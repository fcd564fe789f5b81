//! [`Environment`]: accounts from the vendors' own variables.

use std::fmt;

use tingji_core::{Credential, Error, ErrorKind, Result, Secret};

use crate::{Account, Cloud};

/// Looks up variables: `std::env::var` in a program, a table in a test.
type Lookup = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Accounts as the vendors' own tools find them, plus this project's endpoints and regions.
///
/// | cloud | key pair and token | region | project |
/// |---|---|---|---|
/// | ucloud | `UCLOUD_PUBLIC_KEY`, `UCLOUD_PRIVATE_KEY` | `UCLOUD_REGION` (zone: `UCLOUD_ZONE`) | `UCLOUD_PROJECT_ID` |
/// | compshare | `COMPSHARE_PUBLIC_KEY`, `COMPSHARE_PRIVATE_KEY` | all | `COMPSHARE_PROJECT_ID` |
/// | bce | `BCE_ACCESS_KEY_ID`, `BCE_SECRET_ACCESS_KEY`, `BCE_SECURITY_TOKEN` | `BCE_REGION` | |
/// | volcengine | `VOLCENGINE_ACCESS_KEY`, `VOLCENGINE_SECRET_KEY`, `VOLCENGINE_SESSION_TOKEN` | `VOLCENGINE_REGION` | |
/// | huaweicloud | `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK`, `HUAWEICLOUD_SDK_SECURITY_TOKEN` | | `HUAWEICLOUD_SDK_PROJECT_ID` |
///
/// `TINGJI_<CLOUD>_REGION` is asked after the vendor's own region variable. `TINGJI_<CLOUD>_ENDPOINT`
/// sends one cloud to another base URL, `TINGJI_ENDPOINT` all of them.
///
/// The profile `work` is read from the same variables with `WORK_` in front, such as
/// `WORK_BCE_ACCESS_KEY_ID`; regions and endpoints fall back on those without.
pub struct Environment {
    lookup: Box<Lookup>,
    region: Option<String>,
}

/// The names of one cloud's variables.
struct Names {
    access_key: &'static str,
    secret_key: &'static str,
    token: Option<&'static str>,
    region: Option<&'static str>,
    zone: Option<&'static str>,
    project_id: Option<&'static str>,
}

const fn names(cloud: Cloud) -> Names {
    let (access_key, secret_key, token, region, zone, project_id) = match cloud {
        Cloud::Ucloud => (
            "UCLOUD_PUBLIC_KEY",
            "UCLOUD_PRIVATE_KEY",
            None,
            Some("UCLOUD_REGION"),
            Some("UCLOUD_ZONE"),
            Some("UCLOUD_PROJECT_ID"),
        ),
        Cloud::Compshare => {
            ("COMPSHARE_PUBLIC_KEY", "COMPSHARE_PRIVATE_KEY", None, None, None, Some("COMPSHARE_PROJECT_ID"))
        }
        Cloud::Bce => (
            "BCE_ACCESS_KEY_ID",
            "BCE_SECRET_ACCESS_KEY",
            Some("BCE_SECURITY_TOKEN"),
            Some("BCE_REGION"),
            None,
            None,
        ),
        Cloud::Volcengine => (
            "VOLCENGINE_ACCESS_KEY",
            "VOLCENGINE_SECRET_KEY",
            Some("VOLCENGINE_SESSION_TOKEN"),
            Some("VOLCENGINE_REGION"),
            None,
            None,
        ),
        Cloud::Huaweicloud => (
            "HUAWEICLOUD_SDK_AK",
            "HUAWEICLOUD_SDK_SK",
            Some("HUAWEICLOUD_SDK_SECURITY_TOKEN"),
            None,
            None,
            Some("HUAWEICLOUD_SDK_PROJECT_ID"),
        ),
    };
    Names { access_key, secret_key, token, region, zone, project_id }
}

impl Environment {
    /// Accounts from variables; an empty variable counts as none.
    pub fn new(lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self { lookup: Box::new(lookup), region: None }
    }

    /// A region that goes before all variables.
    #[must_use]
    pub fn with_region(mut self, region: Option<String>) -> Self {
        self.region = region;
        self
    }

    fn get(&self, name: &str) -> Option<String> {
        (self.lookup)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// Whether any part of a key pair is set, so that the cloud is meant.
    pub fn mentions(&self, cloud: Cloud) -> bool {
        let names = names(cloud);
        self.get(names.access_key).is_some() || self.get(names.secret_key).is_some()
    }

    /// The variables a key pair is read from, for messages.
    pub fn key_names(cloud: Cloud) -> (&'static str, &'static str) {
        let names = names(cloud);
        (names.access_key, names.secret_key)
    }

    /// The account of a profile (none is the default one), in this region if one is given.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if half or all of the key pair is missing, [`ErrorKind::Config`] if
    /// something else that the cloud needs is.
    pub fn account(&self, cloud: Cloud, profile: Option<&str>, region: Option<&str>) -> Result<Account> {
        let names = names(cloud);
        let prefix = profile.map(|profile| format!("{}_", profile.to_ascii_uppercase().replace('-', "_")));
        let prefix = prefix.unwrap_or_default();
        let own = |name: &str| self.get(&format!("{prefix}{name}"));
        let any = |name: &str| own(name).or_else(|| self.get(name));
        let key = |name: &str| own(name).ok_or_else(|| missing(cloud, &format!("{prefix}{name}")));
        let (access_key, secret_key) = (key(names.access_key)?, key(names.secret_key)?);
        let mut credential = Credential::new(access_key, Secret::new(secret_key));
        if let Some(token) = names.token.and_then(own) {
            credential = credential.with_security_token(Secret::new(token));
        }
        let upper = cloud.as_str().to_ascii_uppercase();
        let region = region.map(str::to_owned).or_else(|| self.region.clone());
        let region =
            region.or_else(|| names.region.and_then(any)).or_else(|| any(&format!("TINGJI_{upper}_REGION")));
        let project_id = names.project_id.and_then(own);
        if cloud == Cloud::Huaweicloud && project_id.is_none() {
            return Err(missing(cloud, &format!("{prefix}HUAWEICLOUD_SDK_PROJECT_ID")));
        }
        Ok(Account {
            cloud,
            credential,
            region,
            zone: names.zone.and_then(any),
            project_id,
            endpoint: any(&format!("TINGJI_{upper}_ENDPOINT")).or_else(|| any("TINGJI_ENDPOINT")),
            pace: None,
        })
    }
}

fn missing(cloud: Cloud, name: &str) -> Error {
    let message =
        format!("{cloud}: the variable {name} is not set; set it to what the vendor's console shows");
    Error::new(ErrorKind::Credentials, message)
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment").field("region", &self.region).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&'static str, &'static str)]) -> Environment {
        let pairs = pairs.to_vec();
        Environment::new(move |name| {
            pairs.iter().find(|(given, _)| *given == name).map(|(_, v)| (*v).to_owned())
        })
    }

    #[test]
    fn half_a_key_pair_names_the_missing_half() {
        let environment = environment(&[("BCE_ACCESS_KEY_ID", "ak"), ("BCE_SECRET_ACCESS_KEY", " ")]);
        let error = environment.account(Cloud::Bce, None, None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "bce: the variable BCE_SECRET_ACCESS_KEY is not set; set it to what the vendor's console shows"
        );
        assert!(environment.mentions(Cloud::Bce) && !environment.mentions(Cloud::Ucloud));
    }

    #[test]
    fn the_region_comes_from_the_target_then_the_flag_then_the_vendor_then_ours_then_the_default() {
        let all = [
            ("BCE_ACCESS_KEY_ID", "ak"),
            ("BCE_SECRET_ACCESS_KEY", "sk"),
            ("BCE_REGION", "gz"),
            ("TINGJI_BCE_REGION", "su"),
        ];
        let region = |environment: &Environment, given| {
            environment.account(Cloud::Bce, None, given).unwrap().region().map(str::to_owned)
        };
        let flag = environment(&all).with_region(Some("hkg".into()));
        assert_eq!(region(&flag, Some("bd")).as_deref(), Some("bd"));
        assert_eq!(region(&flag, None).as_deref(), Some("hkg"));
        assert_eq!(region(&environment(&all), None).as_deref(), Some("gz"));
        assert_eq!(region(&environment(&[all[0], all[1], all[3]]), None).as_deref(), Some("su"));
        assert_eq!(region(&environment(&[all[0], all[1]]), None).as_deref(), Some("bj"));
    }

    #[test]
    fn a_profile_has_its_own_keys_and_shares_regions_and_endpoints() {
        let environment = environment(&[
            ("BCE_ACCESS_KEY_ID", "default"),
            ("BCE_SECRET_ACCESS_KEY", "sk"),
            ("MY_WORK_BCE_ACCESS_KEY_ID", "work"),
            ("MY_WORK_BCE_SECRET_ACCESS_KEY", "sk"),
            ("BCE_REGION", "gz"),
            ("TINGJI_ENDPOINT", "http://127.0.0.1:1"),
            ("TINGJI_BCE_ENDPOINT", "http://127.0.0.1:2"),
        ]);
        let account = environment.account(Cloud::Bce, Some("my-work"), None).unwrap();
        assert_eq!((account.credential.access_key(), account.region()), ("work", Some("gz")));
        assert_eq!(account.endpoint.as_deref(), Some("http://127.0.0.1:2"));
        assert!(environment.account(Cloud::Bce, Some("other"), None).is_err());
    }

    #[test]
    fn huawei_needs_a_project() {
        let environment = environment(&[("HUAWEICLOUD_SDK_AK", "ak"), ("HUAWEICLOUD_SDK_SK", "sk")]);
        let error = environment.account(Cloud::Huaweicloud, None, None).unwrap_err();
        assert!(error.to_string().contains("HUAWEICLOUD_SDK_PROJECT_ID"));
    }
}
