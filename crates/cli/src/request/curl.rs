//! A `curl` command line, from the shell history, a vendor's page or "Copy as cURL".

use tingji_signing_core::encode::percent_encode;

use super::input::InputRequest;
use super::{shell, url};
use crate::lang::{localized, tr};

/// Options with a value that do not change the signed request.
const IGNORED: [&str; 34] = [
    "-o",
    "--output",
    "-m",
    "--max-time",
    "--connect-timeout",
    "-x",
    "--proxy",
    "--cacert",
    "--capath",
    "-E",
    "--cert",
    "--key",
    "-w",
    "--write-out",
    "--retry",
    "--retry-delay",
    "--retry-max-time",
    "--resolve",
    "--connect-to",
    "-c",
    "--cookie-jar",
    "-D",
    "--dump-header",
    "--limit-rate",
    "-y",
    "-Y",
    "--interface",
    "--dns-servers",
    "--noproxy",
    "--stderr",
    "--trace",
    "--trace-ascii",
    "--max-redirs",
    "--tls-max",
];
/// Options whose request cannot be rebuilt here.
const REFUSED: [&str; 8] =
    ["-F", "--form", "-T", "--upload-file", "-K", "--config", "--aws-sigv4", "--form-string"];

/// Returns true if the text is a curl command, possibly after a prompt.
pub(super) fn is_curl(text: &str) -> bool {
    let word = text.trim_start_matches(['$', '%', '>', ' ']).split_whitespace().next().unwrap_or_default();
    word.trim_end_matches(".exe").rsplit('/').next() == Some("curl")
}

/// Parses the line and adds the headers that curl would add.
///
/// # Errors
///
/// A line about the unsupported or incomplete part.
pub(super) fn read(text: &str) -> Result<InputRequest, String> {
    let words = shell::words(text.trim_start_matches(['$', '%', '>', ' ']))?;
    let mut line = CurlLine::default();
    let mut words = words.into_iter().skip(1);
    while let Some(word) = words.next() {
        line.take(word, &mut words)?;
    }
    line.request()
}

/// The options of the line.
#[derive(Default)]
struct CurlLine {
    url: Option<String>,
    method: Option<String>,
    headers: Vec<(String, Option<String>)>,
    /// Body, joined from all `--data` options.
    data: Option<String>,
    /// True with `--json`, which adds two headers.
    json: bool,
    /// True with `--get`, which moves the body to the query.
    get: bool,
    /// True with `--head`.
    head: bool,
    /// True with `--compressed`, which adds a header.
    compressed: bool,
    /// Pairs of `--url-query`.
    query: Vec<String>,
}

impl CurlLine {
    /// Processes one word, and its value from the following words.
    fn take(&mut self, word: String, rest: &mut impl Iterator<Item = String>) -> Result<(), String> {
        let Some((name, glued)) = option(&word) else {
            if self.url.replace(word).is_some() {
                return Err(localized("the curl line has more than one URL", "curl 命令行中有不止一个 URL")
                    .to_owned());
            }
            return Ok(());
        };
        if self.flag(&name) {
            // `-sS`: the rest of the word holds more options.
            return match glued {
                Some(more) if !name.starts_with("--") => self.take(format!("-{more}"), rest),
                _ => Ok(()),
            };
        }
        if REFUSED.contains(&name.as_str()) {
            return Err(tr!(
                "the curl option {name} is not supported; paste the request as raw HTTP",
                "不支持 curl 选项 {name}；请改为粘贴原始 HTTP 请求"
            ));
        }
        let value = glued
            .or_else(|| rest.next())
            .ok_or_else(|| tr!("the curl option {name} has no value", "curl 选项 {name} 没有值"))?;
        self.value(&name, value)
    }

    /// Applies an option without a value, and returns true if it is one.
    fn flag(&mut self, name: &str) -> bool {
        match name {
            "-G" | "--get" => self.get = true,
            "-I" | "--head" => self.head = true,
            "--compressed" => self.compressed = true,
            _ => return is_idle_flag(name),
        }
        true
    }

    /// Applies an option with a value.
    fn value(&mut self, name: &str, value: String) -> Result<(), String> {
        match name {
            "-X" | "--request" => self.method = Some(value),
            "--url" => self.url = Some(value),
            "-H" | "--header" => self.header(&value)?,
            "-A" | "--user-agent" => self.headers.push(("User-Agent".to_owned(), Some(value))),
            "-e" | "--referer" => self.headers.push(("Referer".to_owned(), Some(value))),
            "-b" | "--cookie" => self.headers.push(("Cookie".to_owned(), Some(value))),
            "-u" | "--user" => {
                return Err(localized(
                    "the curl option -u is HTTP basic authentication, which none of these clouds uses",
                    "curl 选项 -u 是 HTTP 基本认证，这些云都不使用",
                )
                .to_owned());
            }
            "--data-raw" => self.add(value),
            "-d" | "--data" | "--data-ascii" => self.add(content(name, value)?.replace(['\r', '\n'], "")),
            "--data-binary" => self.add(content(name, value)?),
            "--json" => {
                self.json = true;
                let value = content(name, value)?;
                self.data.get_or_insert_default().push_str(&value);
            }
            "--data-urlencode" => self.add(urlencoded(name, &value)?),
            "--url-query" => self.query.push(urlencoded(name, &value)?),
            _ if IGNORED.contains(&name) => {}
            _ => {
                let name = name.split('=').next().unwrap_or_default();
                return Err(tr!(
                    "unknown curl option {name}; remove it if it does not change the request",
                    "不认识 curl 选项 {name}；若它不影响请求，请去掉"
                ));
            }
        }
        Ok(())
    }

    /// Adds a header of `-H`.
    fn header(&mut self, text: &str) -> Result<(), String> {
        if text.starts_with('@') {
            return Err(localized(
                "the headers are in a file, which tingji does not read; put them on the command line",
                "请求头在文件中，tingji 不读取该文件；请直接写在命令行里",
            )
            .to_owned());
        }
        // `Name;` sends an empty header, `Name:` removes the one that curl would add.
        let (name, value) = match text.split_once(':') {
            Some((name, value)) if value.trim().is_empty() => (name, None),
            Some((name, value)) => (name, Some(value.trim().to_owned())),
            None => (
                text.strip_suffix(';').ok_or(localized(
                    "a -H value is not of the form `name: value`",
                    "有 -H 的值不是 `name: value` 的形式",
                ))?,
                Some(String::new()),
            ),
        };
        self.headers.push((name.trim().to_owned(), value));
        Ok(())
    }

    /// Adds form data, joined by `&`.
    fn add(&mut self, text: String) {
        match &mut self.data {
            Some(data) => {
                data.push('&');
                data.push_str(&text);
            }
            none => *none = Some(text),
        }
    }

    /// Builds the request.
    fn request(self) -> Result<InputRequest, String> {
        let parts =
            url::read(&self.url.ok_or(localized("the curl line has no URL", "curl 命令行中没有 URL"))?)?;
        let mut request = InputRequest { target: parts.target, ..InputRequest::default() };
        let (query, body) = if self.get { (self.data, None) } else { (None, self.data) };
        for part in self.query.into_iter().chain(query).filter(|part| !part.is_empty()) {
            let joint = if request.target.contains('?') { '&' } else { '?' };
            request.target = format!("{}{joint}{part}", request.target);
        }
        let default = match (&body, self.head) {
            (_, true) => "HEAD",
            (Some(_), _) => "POST",
            _ => "GET",
        };
        request.method = self.method.unwrap_or_else(|| default.to_owned());
        let mut own = vec![("Host", parts.host)];
        if let Some(body) = &body {
            let kind = if self.json { "application/json" } else { "application/x-www-form-urlencoded" };
            own.extend([("Content-Type", kind.to_owned()), ("Content-Length", body.len().to_string())]);
        }
        if self.compressed {
            own.push(("Accept-Encoding", "deflate, gzip".to_owned()));
        }
        let own = own
            .into_iter()
            .filter(|(name, _)| !has_header(&self.headers, name))
            .map(|(name, value)| (name.to_owned(), value));
        request.headers.extend(own.collect::<Vec<_>>());
        request.headers.extend(self.headers.into_iter().filter_map(|(name, value)| Some((name, value?))));
        request.body = body.unwrap_or_default().into_bytes();
        Ok(request)
    }
}

/// Returns true if the line sets or removes this header.
fn has_header(headers: &[(String, Option<String>)], name: &str) -> bool {
    headers.iter().any(|(header, _)| header.eq_ignore_ascii_case(name))
}

/// Splits an option from an attached value: `--name`, `-X`, `-XPOST`. curl has no `--name=value`.
fn option(word: &str) -> Option<(String, Option<String>)> {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some('-'), Some('-')) => Some((word.to_owned(), None)),
        (Some('-'), Some(letter)) => {
            let rest = chars.as_str();
            Some((format!("-{letter}"), (!rest.is_empty()).then(|| rest.to_owned())))
        }
        _ => None,
    }
}

/// Returns true for options without a value that do not change the signed request.
fn is_idle_flag(name: &str) -> bool {
    let short = [
        "-k", "-s", "-S", "-L", "-v", "-i", "-f", "-g", "-4", "-6", "-0", "-1", "-2", "-3", "-N", "-#", "-q",
        "-O", "-J", "-n", "-a", "-j", "-R", "-Z",
    ];
    let long = [
        "--insecure",
        "--silent",
        "--show-error",
        "--location",
        "--verbose",
        "--include",
        "--fail",
        "--fail-with-body",
        "--globoff",
        "--ipv4",
        "--ipv6",
        "--http1.0",
        "--http1.1",
        "--http2",
        "--http2-prior-knowledge",
        "--http3",
        "--tlsv1.2",
        "--tlsv1.3",
        "--no-buffer",
        "--progress-bar",
        "--remote-name",
        "--path-as-is",
        "--no-progress-meter",
        "--no-keepalive",
        "--retry-connrefused",
        "--retry-all-errors",
        "--ssl-reqd",
        "--raw",
        "--styled-output",
        "--disable",
    ];
    short.contains(&name) || long.contains(&name)
}

/// Returns the data of an option.
///
/// # Errors
///
/// The data is in a file, which is not read.
fn content(option: &str, value: String) -> Result<String, String> {
    match value.strip_prefix('@') {
        None => Ok(value),
        Some(_) => Err(tr!(
            "the data of {option} is in a file, which tingji does not read; put it on the command line",
            "{option} 的内容在文件中，tingji 不读取该文件；请直接写在命令行里"
        )),
    }
}

/// Encodes `content`, `=content` or `name=content`; the name is not encoded.
fn urlencoded(option: &str, value: &str) -> Result<String, String> {
    match value.split_once('=') {
        Some(("", content)) => Ok(percent_encode(content)),
        Some((name, content)) => Ok(format!("{name}={}", percent_encode(content))),
        None if value.contains('@') => content(option, "@".to_owned()),
        None => Ok(percent_encode(value)),
    }
}
