//! `tingji sign explain|verify|diff`.

use std::io::{IsTerminal, Read};
use std::path::Path;

use tingji::core::{Secret, UnixTime};
use tingji::{Cloud, Environment};

use crate::args::{DiffArguments, JudgeArguments, KeyArguments, Output, RequestArguments, SignCommand};
use crate::error::Failure;
use crate::lang::{self, pick, say};
use crate::output::{self, signature};
use crate::request::{self, Request};
use crate::sign::{Comparison, Echo, Judgement, Key, Kind, detect, judge, told};

/// No request that was ever signed is larger.
const LARGEST: u64 = 256 << 20;

pub(crate) fn run(command: &SignCommand, format: Output) -> Result<u8, Failure> {
    match command {
        SignCommand::Explain(arguments) => {
            let judgement = judged(arguments, false, format)?;
            signature::explanation(&judgement, arguments.request.show_secrets, format);
            Ok(0)
        }
        SignCommand::Verify(arguments) => {
            let judgement = judged(arguments, true, format)?;
            signature::verdict(&judgement, arguments.request.show_secrets, format);
            Ok(if judgement.is_valid() == Some(true) { 0 } else { 4 })
        }
        SignCommand::Diff(arguments) => diff(arguments, format),
    }
}

fn judged(arguments: &JudgeArguments, needs_key: bool, format: Output) -> Result<Judgement, Failure> {
    if arguments.key.secret_key_stdin && is_stdin(&arguments.request.file) {
        return Err(usage(pick(
            "standard input holds the secret key: give the request as a FILE",
            "标准输入用于私钥：请用 FILE 给出请求",
        )));
    }
    let (request, kind) = read_request(&arguments.request)?;
    let key = find_key(&request, kind, &arguments.key)?;
    if needs_key && key.is_none() {
        let names: Vec<_> =
            clouds(&request, kind).iter().map(|cloud| Environment::credential_variables(*cloud).1).collect();
        let names = names.join(pick(" or ", " 或 "));
        return Err(usage(say!(
            "the secret key is needed: set {names}, or give --secret-key-env NAME or --secret-key-stdin",
            "需要私钥：请设置 {names}，或给出 --secret-key-env NAME 或 --secret-key-stdin"
        )));
    }
    lang::for_reader(format.is_table(), || judge(&request, kind, key.as_ref(), arguments.at))
        .map_err(|problem| unreadable(kind, &problem))
}

fn unreadable(kind: Kind, problem: &tingji_signing_core::VerifyError) -> Failure {
    let (kind, problem) = (kind.as_str(), told(problem));
    let line = say!(
        "{kind}: {problem}; compare it with a request of the vendor's own SDK",
        "{kind}: {problem}；请与厂商 SDK 发出的请求比对"
    );
    Failure::new(4, line)
}

fn usage(line: impl Into<String>) -> Failure {
    Failure::new(2, line)
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

fn read_request(arguments: &RequestArguments) -> Result<(Request, Kind), Failure> {
    let input = read(
        &arguments.file,
        pick("a request (a curl line, HAR, raw HTTP)", "请求（curl 命令行、HAR 或原始 HTTP）"),
    )?;
    let request = request::read(&input, arguments.entry, looks_signed).map_err(usage)?;
    let kind = arguments.scheme.map_or_else(|| detect(&request), Ok).map_err(usage)?;
    Ok((request, kind))
}

fn looks_signed(request: &Request) -> bool {
    detect(request).is_ok()
}

fn read(path: &Path, what: &str) -> Result<Vec<u8>, Failure> {
    let mut input = Vec::new();
    let read = if is_stdin(path) {
        if std::io::stdin().is_terminal() {
            output::notice(&say!("paste {what}, then press Ctrl-D", "请粘贴{what}，然后按 Ctrl-D"));
        }
        std::io::stdin().lock().take(LARGEST).read_to_end(&mut input)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut input))
    };
    let name = if is_stdin(path) {
        pick("standard input", "标准输入").to_owned()
    } else {
        path.display().to_string()
    };
    read.map_err(|error| usage(say!("{name} can't be read: {error}", "无法读取{name}：{error}")))?;
    Ok(input)
}

/// The clouds of a scheme; CompShare shares UCloud's.
fn clouds(request: &Request, kind: Kind) -> &'static [Cloud] {
    let compshare = request.header("host").is_some_and(|host| host.contains("compshare"));
    match kind {
        Kind::Ucloud if compshare => &[Cloud::Compshare, Cloud::Ucloud],
        Kind::Ucloud => &[Cloud::Ucloud, Cloud::Compshare],
        Kind::Bce => &[Cloud::Bce],
        Kind::Volcengine => &[Cloud::Volcengine],
        Kind::Huaweicloud => &[Cloud::Huaweicloud],
    }
}

fn find_key(request: &Request, kind: Kind, arguments: &KeyArguments) -> Result<Option<Key>, Failure> {
    if arguments.secret_key_stdin {
        let secret = read(Path::new("-"), pick("the secret key", "私钥"))?;
        let secret = String::from_utf8(secret).map_err(|_| {
            usage(pick("the secret key on standard input is no text", "标准输入中的私钥不是文本"))
        })?;
        let secret = secret.strip_suffix('\n').unwrap_or(&secret);
        let secret = secret.strip_suffix('\r').unwrap_or(secret);
        return key(secret.to_owned(), None, pick("the one on standard input", "标准输入中的私钥")).map(Some);
    }
    if let Some(name) = &arguments.secret_key_env {
        let secret = variable(name)
            .ok_or_else(|| usage(say!("the variable {name} is not set", "环境变量 {name} 未设置")))?;
        return key(secret, None, name).map(Some);
    }
    let mut found = clouds(request, kind).iter().filter_map(|cloud| {
        let (access_key, secret) = Environment::credential_variables(*cloud);
        Some(Key {
            access_key: variable(access_key),
            secret: Secret::new(variable(secret)?),
            source: secret.to_owned(),
        })
    });
    let first = found.next();
    // The key of the other cloud is taken where it is the one that the request names.
    let named = |key: &Key| key.access_key.as_ref().is_some_and(|key| names(request, key));
    Ok(match (first, found.next()) {
        (Some(first), Some(second)) if !named(&first) && named(&second) => Some(second),
        (first, _) => first,
    })
}

fn key(secret: String, access_key: Option<String>, source: &str) -> Result<Key, Failure> {
    if secret.trim().is_empty() {
        return Err(usage(say!("the secret key is empty: {source}", "私钥为空：{source}")));
    }
    Ok(Key { access_key, secret: Secret::new(secret), source: source.to_owned() })
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

fn names(request: &Request, access_key: &str) -> bool {
    let body = String::from_utf8_lossy(&request.body);
    let encoded = tingji_signing_core::encode::percent_encode(access_key);
    [access_key, &encoded].iter().any(|key| body.contains(*key) || request.query().contains(*key))
}

fn diff(arguments: &DiffArguments, format: Output) -> Result<u8, Failure> {
    let error = arguments.error.as_deref();
    if error.is_some_and(is_stdin) && is_stdin(&arguments.request.file) {
        return Err(usage(pick(
            "request and answer can't both be standard input: give one as a file",
            "请求和应答不能都来自标准输入：请用文件给出其一",
        )));
    }
    let (request, kind) = read_request(&arguments.request)?;
    let answer = match error {
        Some(path) => {
            String::from_utf8_lossy(&read(path, pick("the server's answer", "服务端的应答"))?).into_owned()
        }
        None => request.answer.clone().ok_or_else(|| {
            usage(pick(
                "the server's answer is needed: give it with --error FILE",
                "需要服务端的应答：请用 --error FILE 给出",
            ))
        })?,
    };
    let echo = Echo::read(&answer);
    let for_people = format.is_table();
    let judgement = lang::for_reader(for_people, || judge(&request, kind, None, None))
        .map_err(|problem| unreadable(kind, &problem))?;
    let show_secrets = arguments.request.show_secrets;
    let comparison =
        lang::for_reader(for_people, || Comparison::of(&echo, &judgement.explanation, kind, show_secrets));
    if echo.is_empty() {
        return Err(usage(pick(
            "the answer echoes no canonical request and no times, so there is nothing to compare; \
             `tingji sign verify` finds what is wrong with the key's help",
            "应答中既没有规范请求也没有时间，无可比对；`tingji sign verify` 可借助密钥找出问题",
        )));
    }
    let ahead = echo.times.map(|(signed, server): (UnixTime, UnixTime)| signed.seconds() - server.seconds());
    signature::comparison(&judgement, &comparison, ahead, format);
    Ok(if comparison == Comparison::Same && ahead.is_none() { 0 } else { 4 })
}
