//! Which well-known mistake explains a wrong signature: the request is varied until it fits.

use tingji::core::{Credential, Secret};

use super::scheme::Kind;
use crate::lang::{pick, say};
use crate::request::Request;

/// Why it differs, if one change explains it.
pub(super) fn reason(request: &Request, kind: Kind, access_key: &str, secret: &Secret) -> Option<String> {
    let scheme = kind.scheme();
    let fits = |request: &Request, secret: &str| {
        let credential = Credential::new(access_key, secret);
        scheme.trace(&request.view(), Some(&credential)).is_ok_and(|it| it.signature_matches() == Some(true))
    };
    for (what, secret) in keys(secret.expose()) {
        if fits(request, &secret) {
            return Some(say!("it is with the secret key {what}", "私钥换一种写法后签名相符{what}"));
        }
    }
    let mut variants = methods(request);
    variants.extend(targets(request));
    variants.extend(headers(request));
    variants.extend(bodies(request));
    let found = variants.into_iter().find(|(_, variant)| fits(variant, secret.expose()));
    found.map(|(what, _)| say!("it is that of the same request {what}", "同一请求稍作改动后签名相符{what}"))
}

fn keys(secret: &str) -> [(&'static str, String); 3] {
    [
        (
            pick("without the blanks or line end around it", "（去掉首尾空白或换行）"),
            secret.trim().to_owned(),
        ),
        (pick("with a line end behind it", "（末尾多一个换行）"), format!("{secret}\n")),
        (pick("with a blank behind it", "（末尾多一个空格）"), format!("{secret} ")),
    ]
}

type Variant = (String, Request);

fn with(request: &Request, what: impl Into<String>, change: impl FnOnce(&mut Request)) -> Variant {
    let mut variant = request.clone();
    change(&mut variant);
    (what.into(), variant)
}

fn methods(request: &Request) -> Vec<Variant> {
    let others = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"].into_iter();
    let others = others.filter(|method| *method != request.method);
    others
        .map(|method| {
            with(request, say!("with the method {method}", "（方法为 {method}）"), |it| {
                it.method = method.to_owned();
            })
        })
        .collect()
}

fn targets(request: &Request) -> Vec<Variant> {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let to = |what: &str, path: &str, query: &str| {
        let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        with(request, what, |it| it.target = target)
    };
    let mut variants = vec![
        to(pick("with a / at the end of its path", "（路径末尾带 /）"), &format!("{path}/"), query),
        to(
            pick("without the / at the end of its path", "（路径末尾不带 /）"),
            path.strip_suffix('/').unwrap_or(path),
            query,
        ),
        to(
            pick("with each // of its path as one /", "（路径中的 // 作一个 /）"),
            &path.replace("//", "/"),
            query,
        ),
        to(pick("with its path encoded twice", "（路径编码两次）"), &path.replace('%', "%25"), query),
        to(pick("without its query", "（不带查询串）"), path, ""),
        to(
            pick("with the + of its query as a plus sign, not as a blank", "（查询串中的 + 作加号而非空格）"),
            path,
            &query.replace('+', "%2B"),
        ),
        to(pick("with its query encoded twice", "（查询串编码两次）"), path, &query.replace('%', "%25")),
    ];
    for (left_out, rest) in without_one(query) {
        variants.push(to(
            &say!("without the {left_out} of its query", "（查询串不带 {left_out}）"),
            path,
            &rest,
        ));
    }
    variants
}

/// Each parameter's name, and the text without it.
fn without_one(pairs: &str) -> impl Iterator<Item = (&str, String)> {
    let all: Vec<_> = pairs.split('&').filter(|pair| !pair.is_empty()).collect();
    (0..all.len()).map(move |at| {
        let rest: Vec<_> =
            all.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, pair)| *pair).collect();
        (all[at].split('=').next().unwrap_or_default(), rest.join("&"))
    })
}

fn headers(request: &Request) -> Vec<Variant> {
    let mut variants = Vec::new();
    for (name, _) in &request.headers {
        let what = say!("without its header {name}", "（不带请求头 {name}）", name = name.to_lowercase());
        variants.push(with(request, what, |it| it.headers.retain(|(given, _)| given != name)));
    }
    let mut set = |name: &str, value: &str| {
        variants.push(with(
            request,
            say!("with {name}: {value}", "（请求头为 {name}: {value}）"),
            |it| {
                it.headers.retain(|(given, _)| !given.eq_ignore_ascii_case(name));
                it.headers.push((name.to_owned(), value.to_owned()));
            },
        ));
    };
    if let Some(host) = request.header("host") {
        let bare = host.rsplit_once(':').map_or(host, |(bare, _)| bare);
        for host in [bare.to_owned(), format!("{bare}:443"), format!("{bare}:80"), bare.to_lowercase()] {
            set("host", &host);
        }
    }
    for kind in [
        "application/json",
        "application/json;charset=UTF-8",
        "application/json;charset=utf-8",
        "application/json; charset=UTF-8",
        "application/json; charset=utf-8",
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-8",
        "text/plain",
    ] {
        set("content-type", kind);
    }
    set("content-length", "0");
    set("content-length", &request.body.len().to_string());
    variants
}

fn bodies(request: &Request) -> Vec<Variant> {
    let text = String::from_utf8_lossy(&request.body).into_owned();
    let to = |what: &str, body: String| with(request, what, |it| it.body = body.into_bytes());
    let mut variants = vec![
        to(pick("with an empty body", "（正文为空）"), String::new()),
        to(pick("with the body {}", "（正文为 {}）"), "{}".to_owned()),
        to(pick("with the body null", "（正文为 null）"), "null".to_owned()),
        to(pick("with a line end behind its body", "（正文末尾多一个换行）"), format!("{text}\n")),
        to(pick("without the line end behind its body", "（正文末尾没有换行）"), text.trim_end().to_owned()),
        to(
            pick("with the line ends of its body as CR LF", "（正文换行为 CR LF）"),
            text.replace('\n', "\r\n"),
        ),
        to(pick("with the line ends of its body as LF", "（正文换行为 LF）"), text.replace("\r\n", "\n")),
        to(
            pick("with the + of its body as a plus sign, not as a blank", "（正文中的 + 作加号而非空格）"),
            text.replace('+', "%2B"),
        ),
        to(pick("with its body's values encoded twice", "（正文的值编码两次）"), text.replace('%', "%25")),
    ];
    for (left_out, rest) in without_one(&text) {
        variants.push(to(&say!("without the {left_out} of its body", "（正文不带 {left_out}）"), rest));
    }
    variants
}
