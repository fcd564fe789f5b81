//! [`ProxyConfig`]: the proxy for HTTPS requests, from the options or from the environment.

use std::ffi::OsString;

use reqwest::{NoProxy, Proxy, Url};

use crate::http_options::ProxySource;
use crate::{Error, ErrorKind, Message, Result, message};

/// Variables with the proxy's URL, in order of precedence. `HTTP_PROXY` is for plain HTTP, which is never
/// proxied.
const PROXY_VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
/// Variables with the hosts that are reached without the proxy.
const NO_PROXY_VARIABLES: [&str; 2] = ["NO_PROXY", "no_proxy"];
/// Accepted kinds of proxies.
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];
/// Hosts of this machine, which are never reached through a proxy.
const LOOPBACK: &str = "localhost,127.0.0.0/8,::1";

/// A validated proxy. The type does not implement `Debug`, because the URL may contain a password.
pub(super) struct ProxyConfig {
    url: Url,
    no_proxy: String,
}

impl ProxyConfig {
    /// Returns the proxy of the options, or `None` for direct connections.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if the URL or a variable can't be parsed. The message names the setting, and
    /// no part of its value.
    pub(super) fn from_source(source: &ProxySource) -> Result<Option<Self>> {
        match source {
            ProxySource::Off => Ok(None),
            ProxySource::Url(url) => {
                let url =
                    parse_url(&message!("proxy-option", "proxy of the HTTP options"), url.expose_secret())?;
                Ok(Some(Self { url, no_proxy: LOOPBACK.to_owned() }))
            }
            ProxySource::Environment => Self::from_variables(|name| std::env::var_os(name)),
        }
    }

    /// Returns the proxy that these variables name. Empty variables count as unset.
    pub(super) fn from_variables(lookup: impl Fn(&str) -> Option<OsString>) -> Result<Option<Self>> {
        let Some((name, value)) = first_set(&PROXY_VARIABLES, &lookup)? else { return Ok(None) };
        let url = parse_url(&message!("variable", "variable {name}", name), &value)?;
        let no_proxy = match first_set(&NO_PROXY_VARIABLES, &lookup)? {
            Some((_, hosts)) => format!("{LOOPBACK},{hosts}"),
            None => LOOPBACK.to_owned(),
        };
        Ok(Some(Self { url, no_proxy }))
    }

    /// Returns the proxy's scheme, host and port, without user and password.
    pub(super) fn address(&self) -> String {
        let scheme = self.url.scheme();
        let host = self.url.host_str().unwrap_or_default();
        match self.url.port() {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }
    }

    /// Returns the rule for `reqwest`. It matches HTTPS requests only, so plain HTTP is never sent to the
    /// proxy.
    pub(super) fn into_rule(self) -> Result<Proxy> {
        let rule = Proxy::https(self.url).map_err(|_| {
            let message = message!("proxy-not-accepted", "the HTTP library does not accept the proxy's URL");
            Error::new(ErrorKind::Config, message)
        })?;
        Ok(rule.no_proxy(NoProxy::from_string(&self.no_proxy)))
    }
}

/// Returns the first variable that is set and not empty, with its value.
fn first_set(
    names: &[&'static str],
    lookup: impl Fn(&str) -> Option<OsString>,
) -> Result<Option<(&'static str, String)>> {
    for &name in names {
        let Some(value) = lookup(name) else { continue };
        let Ok(value) = value.into_string() else {
            let message = message!("variable-not-utf-8", "the variable {name} is not UTF-8 text", name);
            return Err(Error::new(ErrorKind::Config, message));
        };
        let value = value.trim();
        if !value.is_empty() {
            return Ok(Some((name, value.to_owned())));
        }
    }
    Ok(None)
}

/// Parses a proxy's URL; a missing scheme means `http://`.
///
/// Every ambiguous text is an error, because a wrong parse could take a part of the password for the host and
/// print it or connect to it. For the same reason, messages contain no part of the value.
fn parse_url(setting: &Message, value: &str) -> Result<Url> {
    let value = match value.contains("://") {
        true => value.to_owned(),
        false => format!("http://{value}"),
    };
    check_url(&value).map_err(|reason| {
        let message = message!(
            "not-a-proxy-url",
            "the {setting} is not a proxy's URL: {reason}; correct or remove it",
            setting,
            reason
        );
        Error::new(ErrorKind::Config, message)
    })
}

/// Returns the parsed URL, or the reason to reject the text.
fn check_url(value: &str) -> std::result::Result<Url, Message> {
    if value.chars().any(|character| character.is_control() || character.is_whitespace()) {
        return Err(message!("proxy-has-blank", "it contains a space or a control character"));
    }
    let userinfo_ends = value.rfind('@').unwrap_or(0);
    let after_scheme = value.find("://").map_or(0, |at| at + 3);
    if value.get(after_scheme..userinfo_ends).is_some_and(|userinfo| userinfo.contains(['/', '?', '#', '\\']))
    {
        return Err(not_encoded());
    }
    let url = Url::parse(value)
        .map_err(|_| message!("proxy-malformed", "its form is not scheme://user:password@host:port"))?;
    if !SCHEMES.contains(&url.scheme()) {
        return Err(message!(
            "proxy-unknown-scheme",
            "its scheme is none of http, https, socks4, socks4a, socks5 and socks5h"
        ));
    }
    if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
        return Err(not_encoded());
    }
    // The HTTP library parses the URL a second time by other rules, and would connect directly if it failed.
    let is_accepted = url.as_str().parse::<http::Uri>().is_ok_and(|uri| {
        let host = uri.host().unwrap_or_default();
        !host.is_empty() && Some(host) == url.host_str()
    });
    if !is_accepted {
        return Err(message!(
            "proxy-without-host",
            "it has no host, or characters that must be percent-encoded"
        ));
    }
    Ok(url)
}

fn not_encoded() -> Message {
    message!(
        "proxy-has-path",
        "it has a path or a query; in a user or password, write '/', '?' and '#' as %2F, %3F and %23"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(name: &'static str, value: &str) -> Result<Option<ProxyConfig>> {
        ProxyConfig::from_variables(|variable| if variable == name { Some(value.into()) } else { None })
    }

    fn from_set(variables: &[(&str, &str)]) -> Option<ProxyConfig> {
        let proxy = ProxyConfig::from_variables(|variable| {
            variables.iter().find(|(name, _)| *name == variable).map(|(_, value)| OsString::from(value))
        });
        proxy.unwrap()
    }

    fn address(variables: &[(&str, &str)]) -> Option<String> {
        from_set(variables).map(|proxy| proxy.address())
    }

    #[test]
    fn proxy_address_omits_the_password() {
        for (value, address) in [
            ("http://user:s3cret@host:3128", "http://host:3128"),
            ("host:3128", "http://host:3128"),
            ("user:s3cret@10.0.0.1:3128/", "http://10.0.0.1:3128"),
            ("http://user:s3@cret@host:3128", "http://host:3128"),
            ("http://user:s3%2Fcret@host:3128", "http://host:3128"),
            ("http://us%C3%A9r:s|3^cr{et}@host:3128", "http://host:3128"),
            ("https://host", "https://host"),
            ("socks5h://user:s3cret@[fd00::1]:1080", "socks5h://[fd00::1]:1080"),
            ("socks4://host", "socks4://host"),
        ] {
            let proxy = from("ALL_PROXY", value).unwrap_or_else(|error| panic!("{value}: {error}")).unwrap();
            assert_eq!(proxy.address(), address, "{value}");
            proxy.into_rule().unwrap();
        }
    }

    #[test]
    fn unparsable_variable_is_named_without_its_value() {
        for value in [
            "http://user:s3cr/et@host:3128",
            "http://user:1234/s3cr@host:3128",
            "user:s3cr/et@host:3128",
            "http://user:s3cr?et@host:3128",
            "http://user:s3cr#et@host:3128",
            "http://user:s3cr\\et@host:3128",
            "socks5://user:s3cr/et@host:1080",
            "http://user:s3cr et@host:3128",
            "http://user:s3cr\tet@host:3128",
            "ftp://user:s3cr@host:3128",
            "user://s3cr@host",
            "http://host:s3cr",
            "http://",
            "socks5://",
            "://s3cr",
            "http://user:s3cr@host:3128/s3cr",
        ] {
            for name in PROXY_VARIABLES {
                let error = from(name, value).map(|_| ()).expect_err(value);
                let texts = format!("{error} {error:?} {:?}", error.typed_message());
                assert_eq!(error.kind(), ErrorKind::Config, "{value}");
                assert!(texts.contains(name), "{value}: {texts}");
                assert!(!texts.contains("s3cr") && !texts.contains("et@"), "{value}: {texts}");
            }
        }
    }

    #[test]
    fn variables_have_an_order_and_empty_ones_are_unset() {
        assert_eq!(address(&[("HTTP_PROXY", "http://a:1")]), None);
        assert_eq!(
            address(&[("HTTPS_PROXY", "http://a:1"), ("ALL_PROXY", "http://b:1")]).unwrap(),
            "http://a:1"
        );
        assert_eq!(address(&[("HTTPS_PROXY", " "), ("all_proxy", "http://b:1")]).unwrap(), "http://b:1");
        let proxy = from_set(&[("https_proxy", "a:1"), ("no_proxy", "baidubce.com")]).unwrap();
        assert_eq!(proxy.no_proxy, "localhost,127.0.0.0/8,::1,baidubce.com");
    }

    #[cfg(unix)]
    #[test]
    fn variable_that_is_not_utf8_is_an_error() {
        use std::os::unix::ffi::OsStringExt;
        for name in ["HTTPS_PROXY", "NO_PROXY"] {
            let error = ProxyConfig::from_variables(|variable| match variable {
                _ if variable == name => Some(OsString::from_vec(b"http://user:s3cr\xff@host".to_vec())),
                "ALL_PROXY" => Some("http://host:1".into()),
                _ => None,
            });
            let message = error.map(|_| ()).unwrap_err().to_string();
            assert!(message.contains(name) && !message.contains("s3cr"), "{message}");
        }
    }
}
