//! Which well-known mistake explains a wrong signature: the request is varied until it fits.

use tingji::core::{Credential, Secret};

use super::Kind;
use crate::request::Request;

/// Why it differs, if one change explains it.
pub(super) fn reason(request: &Request, kind: Kind, access_key: &str, secret: &Secret) -> Option<String> {
    let scheme = kind.scheme();
    let fits = |request: &Request, secret: &str| {
        let credential = Credential::new(access_key, secret);
        scheme.explain(&request.view(), Some(&credential)).is_ok_and(|it| it.matches() == Some(true))
    };
    for (what, secret) in keys(secret.expose()) {
        if fits(request, &secret) {
            return Some(format!("it is with the secret key {what}"));
        }
    }
    let mut variants = methods(request);
    variants.extend(targets(request));
    variants.extend(headers(request));
    variants.extend(bodies(request));
    let found = variants.into_iter().find(|(_, variant)| fits(variant, secret.expose()));
    found.map(|(what, _)| format!("it is that of the same request {what}"))
}

fn keys(secret: &str) -> [(&'static str, String); 3] {
    [
        ("without the blanks or line end around it", secret.trim().to_owned()),
        ("with a line end behind it", format!("{secret}\n")),
        ("with a blank behind it", format!("{secret} ")),
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
        .map(|method| with(request, format!("with the method {method}"), |it| it.method = method.to_owned()))
        .collect()
}

fn targets(request: &Request) -> Vec<Variant> {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let to = |what: &str, path: &str, query: &str| {
        let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        with(request, what, |it| it.target = target)
    };
    let mut variants = vec![
        to("with a / at the end of its path", &format!("{path}/"), query),
        to("without the / at the end of its path", path.strip_suffix('/').unwrap_or(path), query),
        to("with each // of its path as one /", &path.replace("//", "/"), query),
        to("with its path encoded twice", &path.replace('%', "%25"), query),
        to("without its query", path, ""),
        to("with the + of its query as a plus sign, not as a blank", path, &query.replace('+', "%2B")),
        to("with its query encoded twice", path, &query.replace('%', "%25")),
    ];
    for (left_out, rest) in without_one(query) {
        variants.push(to(&format!("without the {left_out} of its query"), path, &rest));
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
        let what = format!("without its header {}", name.to_lowercase());
        variants.push(with(request, what, |it| it.headers.retain(|(given, _)| given != name)));
    }
    let mut set = |name: &str, value: &str| {
        variants.push(with(request, format!("with {name}: {value}"), |it| {
            it.headers.retain(|(given, _)| !given.eq_ignore_ascii_case(name));
            it.headers.push((name.to_owned(), value.to_owned()));
        }));
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
        to("with an empty body", String::new()),
        to("with the body {}", "{}".to_owned()),
        to("with the body null", "null".to_owned()),
        to("with a line end behind its body", format!("{text}\n")),
        to("without the line end behind its body", text.trim_end().to_owned()),
        to("with the line ends of its body as CR LF", text.replace('\n', "\r\n")),
        to("with the line ends of its body as LF", text.replace("\r\n", "\n")),
        to("with the + of its body as a plus sign, not as a blank", text.replace('+', "%2B")),
        to("with its body's values encoded twice", text.replace('%', "%25")),
    ];
    for (left_out, rest) in without_one(&text) {
        variants.push(to(&format!("without the {left_out} of its body"), rest));
    }
    variants
}
