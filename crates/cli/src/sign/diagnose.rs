//! Search for a common mistake that explains a wrong signature: variations of the request are tried until
//! one matches.

use tingji::core::{Credential, Secret};

use super::scheme::SchemeName;
use crate::lang::{localized, tr};
use crate::request::InputRequest;

/// Returns the mistake, if a single change makes the signature match.
pub(super) fn find_mistake(
    request: &InputRequest,
    kind: SchemeName,
    access_key: &str,
    secret: &Secret,
) -> Option<String> {
    for (what, key) in keys(secret.expose_secret()) {
        if matches(request, kind, &Credential::new(access_key, key)) {
            return Some(tr!("it matches with the secret key {what}", "私钥换一种写法后签名相符{what}"));
        }
    }
    let mut variants = methods(request);
    variants.extend(targets(request));
    variants.extend(headers(request));
    variants.extend(bodies(request));
    let credential = Credential::new(access_key, secret.clone());
    let found = variants.into_iter().find(|(_, variant)| matches(variant, kind, &credential));
    found.map(|(what, _)| tr!("it matches the same request {what}", "同一请求稍作改动后签名相符{what}"))
}

/// Returns true if the signature of the request matches this key.
fn matches(request: &InputRequest, kind: SchemeName, credential: &Credential) -> bool {
    let trace = kind.scheme().trace(&request.view(), Some(credential));
    trace.is_ok_and(|trace| trace.signature_matches() == Some(true))
}

/// Returns variations of the secret key with a description.
fn keys(secret: &str) -> [(&'static str, String); 3] {
    [
        (
            localized("without the surrounding white space", "（去掉首尾空白或换行）"),
            secret.trim().to_owned(),
        ),
        (localized("with a trailing line end", "（末尾多一个换行）"), format!("{secret}\n")),
        (localized("with a trailing space", "（末尾多一个空格）"), format!("{secret} ")),
    ]
}

/// A description and the changed request.
type Variant = (String, InputRequest);

/// Returns a changed copy of the request.
fn with(request: &InputRequest, what: impl Into<String>, change: impl FnOnce(&mut InputRequest)) -> Variant {
    let mut variant = request.clone();
    change(&mut variant);
    (what.into(), variant)
}

/// Returns the request with every other method.
fn methods(request: &InputRequest) -> Vec<Variant> {
    let others = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"].into_iter();
    let others = others.filter(|method| *method != request.method);
    others
        .map(|method| {
            with(request, tr!("with the method {method}", "（方法为 {method}）"), |it| {
                it.method = method.to_owned();
            })
        })
        .collect()
}

/// Returns the request with variations of path and query.
fn targets(request: &InputRequest) -> Vec<Variant> {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let mut variants = vec![
        with_target(
            request,
            localized("with a trailing / in its path", "（路径末尾带 /）"),
            &format!("{path}/"),
            query,
        ),
        with_target(
            request,
            localized("without the trailing / of its path", "（路径末尾不带 /）"),
            path.strip_suffix('/').unwrap_or(path),
            query,
        ),
        with_target(
            request,
            localized("with each // of its path as one /", "（路径中的 // 作一个 /）"),
            &path.replace("//", "/"),
            query,
        ),
        with_target(
            request,
            localized("with its path encoded twice", "（路径编码两次）"),
            &path.replace('%', "%25"),
            query,
        ),
        with_target(request, localized("without its query", "（不带查询串）"), path, ""),
        with_target(
            request,
            localized("with + in its query as a plus sign, not a space", "（查询串中的 + 作加号而非空格）"),
            path,
            &query.replace('+', "%2B"),
        ),
        with_target(
            request,
            localized("with its query encoded twice", "（查询串编码两次）"),
            path,
            &query.replace('%', "%25"),
        ),
    ];
    for (left_out, rest) in omit_each(query) {
        variants.push(with_target(
            request,
            &tr!("without the query parameter {left_out}", "（查询串不带 {left_out}）"),
            path,
            &rest,
        ));
    }
    variants
}

/// Returns the request with another path and query.
fn with_target(request: &InputRequest, what: &str, path: &str, query: &str) -> Variant {
    let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    with(request, what, |it| it.target = target)
}

/// Returns each parameter's name with the text without it.
fn omit_each(pairs: &str) -> impl Iterator<Item = (&str, String)> {
    let all: Vec<_> = pairs.split('&').filter(|pair| !pair.is_empty()).collect();
    (0..all.len()).map(move |at| {
        let rest: Vec<_> =
            all.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, pair)| *pair).collect();
        (all[at].split('=').next().unwrap_or_default(), rest.join("&"))
    })
}

/// Returns the request without each header, and with common values of host, content type and length.
fn headers(request: &InputRequest) -> Vec<Variant> {
    let mut variants = Vec::new();
    for (name, _) in &request.headers {
        let what = tr!("without the header {name}", "（不带请求头 {name}）", name = name.to_lowercase());
        variants.push(with(request, what, |it| it.headers.retain(|(given, _)| given != name)));
    }
    if let Some(host) = request.header("host") {
        let bare = host.rsplit_once(':').map_or(host, |(bare, _)| bare);
        for host in [bare.to_owned(), format!("{bare}:443"), format!("{bare}:80"), bare.to_lowercase()] {
            variants.push(with_header(request, "host", &host));
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
        variants.push(with_header(request, "content-type", kind));
    }
    variants.push(with_header(request, "content-length", "0"));
    variants.push(with_header(request, "content-length", &request.body.len().to_string()));
    variants
}

/// Returns the request with one header replaced.
fn with_header(request: &InputRequest, name: &str, value: &str) -> Variant {
    with(request, tr!("with {name}: {value}", "（请求头为 {name}: {value}）"), |it| {
        it.headers.retain(|(given, _)| !given.eq_ignore_ascii_case(name));
        it.headers.push((name.to_owned(), value.to_owned()));
    })
}

/// Returns the request with variations of the body.
fn bodies(request: &InputRequest) -> Vec<Variant> {
    let text = String::from_utf8_lossy(&request.body).into_owned();
    let mut variants = vec![
        with_body(request, localized("with an empty body", "（正文为空）"), String::new()),
        with_body(request, localized("with the body {}", "（正文为 {}）"), "{}".to_owned()),
        with_body(request, localized("with the body null", "（正文为 null）"), "null".to_owned()),
        with_body(
            request,
            localized("with a trailing line end in its body", "（正文末尾多一个换行）"),
            format!("{text}\n"),
        ),
        with_body(
            request,
            localized("without the trailing line end of its body", "（正文末尾没有换行）"),
            text.trim_end().to_owned(),
        ),
        with_body(
            request,
            localized("with CR LF line ends in its body", "（正文换行为 CR LF）"),
            text.replace('\n', "\r\n"),
        ),
        with_body(
            request,
            localized("with LF line ends in its body", "（正文换行为 LF）"),
            text.replace("\r\n", "\n"),
        ),
        with_body(
            request,
            localized("with + in its body as a plus sign, not a space", "（正文中的 + 作加号而非空格）"),
            text.replace('+', "%2B"),
        ),
        with_body(
            request,
            localized("with its body's values encoded twice", "（正文的值编码两次）"),
            text.replace('%', "%25"),
        ),
    ];
    for (left_out, rest) in omit_each(&text) {
        variants.push(with_body(
            request,
            &tr!("without the body parameter {left_out}", "（正文不带 {left_out}）"),
            rest,
        ));
    }
    variants
}

/// Returns the request with another body.
fn with_body(request: &InputRequest, what: &str, body: String) -> Variant {
    with(request, what, |it| it.body = body.into_bytes())
}
