//! `tingji sign explain`, `verify` and `diff`.

use std::io::{IsTerminal, Read};
use std::path::Path;

use tingji::Cloud;
use tingji::core::{Secret, UnixTime};

use crate::args::{DiffArgs, InspectArgs, KeyArgs, Output, RequestArgs, SignCommand};
use crate::error::CliError;
use crate::lang::{self, localized, tr};
use crate::output::{self, signature};
use crate::providers;
use crate::request::{self, InputRequest};
use crate::sign::{
    CanonicalComparison, SchemeName, SecretKeyInput, ServerCanonical, SignatureReport, detect, inspect,
    localize_error,
};

/// Largest accepted input: 256 MiB, far above any signed request.
const MAX_INPUT_BYTES: u64 = 256 << 20;

/// Runs one of the three commands. Returns 0 for a valid or equal signature, else 4.
///
/// # Errors
///
/// Exit code 2 for unreadable input or a missing key, 4 for an unreadable signature.
pub(crate) fn run(command: &SignCommand, format: Output) -> Result<u8, CliError> {
    match command {
        SignCommand::Explain(arguments) => {
            let judgement = inspect_input(arguments, false, format)?;
            signature::explanation(&judgement, arguments.request.show_secrets, format);
            Ok(0)
        }
        SignCommand::Verify(arguments) => {
            let judgement = inspect_input(arguments, true, format)?;
            signature::verification(&judgement, arguments.request.show_secrets, format);
            Ok(if judgement.is_valid() == Some(true) { 0 } else { 4 })
        }
        SignCommand::Diff(arguments) => diff(arguments, format),
    }
}

/// Reads the request and the key, and inspects the signature.
fn inspect_input(
    arguments: &InspectArgs,
    needs_key: bool,
    format: Output,
) -> Result<SignatureReport, CliError> {
    if arguments.key.secret_key_stdin && is_stdin(&arguments.request.file) {
        return Err(usage(localized(
            "standard input is used for the secret key; pass the request as a FILE",
            "标准输入已用于私钥；请用 FILE 指定请求",
        )));
    }
    let (request, kind) = read_request(&arguments.request)?;
    let key = find_key(&request, kind, &arguments.key)?;
    if needs_key && key.is_none() {
        let names: Vec<_> =
            clouds(&request, kind).iter().map(|cloud| cloud.credential_variables[1]).collect();
        let names = names.join(localized(" or ", " 或 "));
        return Err(usage(tr!(
            "the secret key is missing; set {names}, or use --secret-key-env NAME or --secret-key-stdin",
            "缺少私钥：请设置 {names}，或使用 --secret-key-env NAME 或 --secret-key-stdin"
        )));
    }
    lang::with_audience(format.is_table(), || inspect(&request, kind, key.as_ref(), arguments.at))
        .map_err(|problem| unreadable(kind, &problem))
}

/// Returns the error for a signature that cannot be read.
fn unreadable(kind: SchemeName, problem: &tingji_signing_core::VerifyError) -> CliError {
    let kind = kind.name;
    let problem = localize_error(problem);
    let line = tr!(
        "{kind}: {problem}; compare it with a request from the vendor's SDK",
        "{kind}: {problem}；请与厂商 SDK 发出的请求比对"
    );
    CliError::new(4, line)
}

/// Returns an error with exit code 2.
fn usage(line: impl Into<String>) -> CliError {
    CliError::new(2, line)
}

/// Returns true for `-`.
fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Reads the request and detects its scheme.
fn read_request(arguments: &RequestArgs) -> Result<(InputRequest, SchemeName), CliError> {
    let input = read(
        &arguments.file,
        localized("a request (a curl line, HAR, raw HTTP)", "请求（curl 命令行、HAR 或原始 HTTP）"),
    )?;
    let request = request::read(&input, arguments.entry, looks_signed).map_err(usage)?;
    let kind = arguments.scheme.map_or_else(|| detect(&request), Ok).map_err(usage)?;
    Ok((request, kind))
}

/// Returns true if the request carries a signature of a known scheme.
fn looks_signed(request: &InputRequest) -> bool {
    detect(request).is_ok()
}

/// Reads a file or standard input, up to [`MAX_INPUT_BYTES`]. On a terminal it first prints a hint to paste the input.
fn read(path: &Path, what: &str) -> Result<Vec<u8>, CliError> {
    let mut input = Vec::new();
    let read = if is_stdin(path) {
        if std::io::stdin().is_terminal() {
            output::notice(&tr!("paste {what}, then press Ctrl-D", "请粘贴{what}，然后按 Ctrl-D"));
        }
        std::io::stdin().lock().take(MAX_INPUT_BYTES).read_to_end(&mut input)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MAX_INPUT_BYTES).read_to_end(&mut input))
    };
    let name = if is_stdin(path) {
        localized("standard input", "标准输入").to_owned()
    } else {
        path.display().to_string()
    };
    read.map_err(|error| usage(tr!("can't read {name}: {error}", "无法读取{name}：{error}")))?;
    Ok(input)
}

/// Returns the clouds of a scheme. A cloud whose name is part of the request's host comes first.
fn clouds(request: &InputRequest, kind: SchemeName) -> Vec<Cloud> {
    let host = request.header("host").unwrap_or_default();
    let mut clouds = providers::clouds();
    clouds.retain(|cloud| cloud.scheme == kind.name);
    clouds.sort_by_key(|cloud| !host.contains(cloud.as_str()));
    clouds
}

/// Returns the secret key from standard input, the given variable, or the variables of the cloud; `None` if
/// there is none.
fn find_key(
    request: &InputRequest,
    kind: SchemeName,
    arguments: &KeyArgs,
) -> Result<Option<SecretKeyInput>, CliError> {
    if arguments.secret_key_stdin {
        let secret = read(Path::new("-"), localized("the secret key", "私钥"))?;
        let secret = String::from_utf8(secret).map_err(|_| {
            usage(localized(
                "the secret key on standard input is not valid UTF-8",
                "标准输入中的私钥不是有效的 UTF-8",
            ))
        })?;
        let secret = secret.strip_suffix('\n').unwrap_or(&secret);
        let secret = secret.strip_suffix('\r').unwrap_or(secret);
        return key(secret.to_owned(), None, localized("standard input", "标准输入中的私钥")).map(Some);
    }
    if let Some(name) = &arguments.secret_key_env {
        let secret = variable(name)
            .ok_or_else(|| usage(tr!("the variable {name} is not set", "环境变量 {name} 未设置")))?;
        return key(secret, None, name).map(Some);
    }
    let clouds = clouds(request, kind);
    let mut found = clouds.iter().filter_map(|cloud| {
        let [access_key, secret] = cloud.credential_variables;
        Some(SecretKeyInput {
            access_key: variable(access_key),
            secret: Secret::new(variable(secret)?),
            source: secret.to_owned(),
        })
    });
    let first = found.next();
    // The key of the second cloud wins if the request names it and not the first one.
    Ok(match (first, found.next()) {
        (Some(first), Some(second)) if !is_named(request, &first) && is_named(request, &second) => {
            Some(second)
        }
        (first, _) => first,
    })
}

/// Returns true if the request contains the access key of this key.
fn is_named(request: &InputRequest, key: &SecretKeyInput) -> bool {
    key.access_key.as_ref().is_some_and(|key| names(request, key))
}

/// Creates a key.
///
/// # Errors
///
/// Exit code 2 for a blank key.
fn key(secret: String, access_key: Option<String>, source: &str) -> Result<SecretKeyInput, CliError> {
    if secret.trim().is_empty() {
        return Err(usage(tr!("the secret key is empty: {source}", "私钥为空：{source}")));
    }
    Ok(SecretKeyInput { access_key, secret: Secret::new(secret), source: source.to_owned() })
}

/// Returns the value of a variable that is not blank.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// Returns true if the request contains this access key.
fn names(request: &InputRequest, access_key: &str) -> bool {
    let body = String::from_utf8_lossy(&request.body);
    let encoded = tingji_signing_core::encode::percent_encode(access_key);
    [access_key, &encoded].iter().any(|key| body.contains(*key) || request.query().contains(*key))
}

/// Compares the request with the canonical request in a server's error. Returns 0 if they are equal, else
/// 4.
fn diff(arguments: &DiffArgs, format: Output) -> Result<u8, CliError> {
    let error = arguments.error.as_deref();
    if error.is_some_and(is_stdin) && is_stdin(&arguments.request.file) {
        return Err(usage(localized(
            "the request and the response can't both come from standard input; pass one as a file",
            "请求和应答不能都来自标准输入；请把其中一个放在文件中",
        )));
    }
    let (request, kind) = read_request(&arguments.request)?;
    let answer = match error {
        Some(path) => {
            String::from_utf8_lossy(&read(path, localized("the server's response", "服务端的应答"))?)
                .into_owned()
        }
        None => request.answer.clone().ok_or_else(|| {
            usage(localized(
                "the server's response is missing; pass it with --error FILE",
                "缺少服务端的应答；请用 --error FILE 指定",
            ))
        })?,
    };
    let echo = ServerCanonical::read(&answer);
    let for_people = format.is_table();
    let judgement = lang::with_audience(for_people, || inspect(&request, kind, None, None))
        .map_err(|problem| unreadable(kind, &problem))?;
    let show_secrets = arguments.request.show_secrets;
    let comparison = lang::with_audience(for_people, || {
        CanonicalComparison::of(&echo, &judgement.explanation, kind, show_secrets)
    });
    if echo.is_empty() {
        return Err(usage(localized(
            "the response contains no canonical request and no times, so there is nothing to compare; \
             `tingji sign verify` can find the mistake with the key",
            "应答中既没有规范请求也没有时间，无可比对；`tingji sign verify` 可借助密钥找出问题",
        )));
    }
    let ahead = echo.times.map(|(signed, server): (UnixTime, UnixTime)| signed.seconds() - server.seconds());
    signature::comparison(&judgement, &comparison, ahead, format);
    Ok(if comparison == CanonicalComparison::Same && ahead.is_none() { 0 } else { 4 })
}
