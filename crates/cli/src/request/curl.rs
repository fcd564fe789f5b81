//! A `curl` command line, as the shell history, a vendor's page or "Copy as cURL" has it.

use tingji_signing_core::encode::percent_encode;

use super::input::Request;
use super::{shell, url};
use crate::lang::{pick, say};

/// Options with a value that changes nothing in what is signed.
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
/// Those that would make a request this can't rebuild.
const REFUSED: [&str; 8] =
    ["-F", "--form", "-T", "--upload-file", "-K", "--config", "--aws-sigv4", "--form-string"];

pub(super) fn is_curl(text: &str) -> bool {
    let word = text.trim_start_matches(['$', '%', '>', ' ']).split_whitespace().next().unwrap_or_default();
    word.trim_end_matches(".exe").rsplit('/').next() == Some("curl")
}

pub(super) fn read(text: &str) -> Result<Request, String> {
    let words = shell::words(text.trim_start_matches(['$', '%', '>', ' ']))?;
    let mut line = Line::default();
    let mut words = words.into_iter().skip(1);
    while let Some(word) = words.next() {
        line.take(word, &mut words)?;
    }
    line.request()
}

/// What the options add up to.
#[derive(Default)]
struct Line {
    url: Option<String>,
    method: Option<String>,
    headers: Vec<(String, Option<String>)>,
    data: Option<String>,
    json: bool,
    get: bool,
    head: bool,
    compressed: bool,
    query: Vec<String>,
}

impl Line {
    fn take(&mut self, word: String, rest: &mut impl Iterator<Item = String>) -> Result<(), String> {
        let Some((name, glued)) = option(&word) else {
            if self.url.replace(word).is_some() {
                return Err(
                    pick("the curl line has more than one URL", "curl 命令行中有不止一个 URL").to_owned()
                );
            }
            return Ok(());
        };
        if self.flag(&name) {
            // `-sS`: the rest of the word is further options.
            return match glued {
                Some(more) if !name.starts_with("--") => self.take(format!("-{more}"), rest),
                _ => Ok(()),
            };
        }
        if REFUSED.contains(&name.as_str()) {
            return Err(say!(
                "the curl option {name} is not read here; paste the request as raw HTTP",
                "这里不支持 curl 选项 {name}；请以原始 HTTP 粘贴请求"
            ));
        }
        let value = glued
            .or_else(|| rest.next())
            .ok_or_else(|| say!("the curl option {name} has no value", "curl 选项 {name} 没有值"))?;
        self.value(&name, value)
    }

    /// Whether it is an option without a value, which is then done.
    fn flag(&mut self, name: &str) -> bool {
        match name {
            "-G" | "--get" => self.get = true,
            "-I" | "--head" => self.head = true,
            "--compressed" => self.compressed = true,
            _ => return is_idle_flag(name),
        }
        true
    }

    fn value(&mut self, name: &str, value: String) -> Result<(), String> {
        match name {
            "-X" | "--request" => self.method = Some(value),
            "--url" => self.url = Some(value),
            "-H" | "--header" => self.header(&value)?,
            "-A" | "--user-agent" => self.headers.push(("User-Agent".to_owned(), Some(value))),
            "-e" | "--referer" => self.headers.push(("Referer".to_owned(), Some(value))),
            "-b" | "--cookie" => self.headers.push(("Cookie".to_owned(), Some(value))),
            "-u" | "--user" => {
                return Err(pick(
                    "the curl option -u is no signature of these clouds",
                    "curl 选项 -u 不是这些云的签名",
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
                return Err(say!(
                    "the curl option {name} is not known here; leave it away if it changes nothing",
                    "不认识 curl 选项 {name}；若它不影响请求，请去掉"
                ));
            }
        }
        Ok(())
    }

    fn header(&mut self, text: &str) -> Result<(), String> {
        if text.starts_with('@') {
            return Err(pick(
                "the headers are in a file, which is not read; put them into the line",
                "请求头在文件中，不会读取；请直接写在命令行里",
            )
            .to_owned());
        }
        // `Name;` sends an empty header, `Name:` takes away the one that curl would add.
        let (name, value) = match text.split_once(':') {
            Some((name, value)) if value.trim().is_empty() => (name, None),
            Some((name, value)) => (name, Some(value.trim().to_owned())),
            None => (
                text.strip_suffix(';')
                    .ok_or(pick("a -H is no `name: value`", "某个 -H 不是 `name: value`"))?,
                Some(String::new()),
            ),
        };
        self.headers.push((name.trim().to_owned(), value));
        Ok(())
    }

    fn add(&mut self, text: String) {
        match &mut self.data {
            Some(data) => {
                data.push('&');
                data.push_str(&text);
            }
            none => *none = Some(text),
        }
    }

    fn request(self) -> Result<Request, String> {
        let parts = url::read(&self.url.ok_or(pick("the curl line has no URL", "curl 命令行中没有 URL"))?)?;
        let mut request = Request { target: parts.target, ..Request::default() };
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
        let given = |name: &str| self.headers.iter().any(|(header, _)| header.eq_ignore_ascii_case(name));
        let mut own = vec![("Host", parts.host)];
        if let Some(body) = &body {
            let kind = if self.json { "application/json" } else { "application/x-www-form-urlencoded" };
            own.extend([("Content-Type", kind.to_owned()), ("Content-Length", body.len().to_string())]);
        }
        if self.compressed {
            own.push(("Accept-Encoding", "deflate, gzip".to_owned()));
        }
        let own =
            own.into_iter().filter(|(name, _)| !given(name)).map(|(name, value)| (name.to_owned(), value));
        request.headers.extend(own.collect::<Vec<_>>());
        request.headers.extend(self.headers.into_iter().filter_map(|(name, value)| Some((name, value?))));
        request.body = body.unwrap_or_default().into_bytes();
        Ok(request)
    }
}

/// An option's name and what is glued to it: `--name`, `-X`, `-XPOST`. (curl knows no `--name=value`.)
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

fn content(option: &str, value: String) -> Result<String, String> {
    match value.strip_prefix('@') {
        None => Ok(value),
        Some(_) => Err(say!(
            "the {option} is in a file, which is not read; put its content into the line",
            "{option} 的内容在文件中，不会读取；请直接写在命令行里"
        )),
    }
}

/// `content`, `=content` or `name=content`; the content is encoded, the name is not.
fn urlencoded(option: &str, value: &str) -> Result<String, String> {
    match value.split_once('=') {
        Some(("", content)) => Ok(percent_encode(content)),
        Some((name, content)) => Ok(format!("{name}={}", percent_encode(content))),
        None if value.contains('@') => content(option, "@".to_owned()),
        None => Ok(percent_encode(value)),
    }
}
