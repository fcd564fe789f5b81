//! The output of `tingji sign`.

use tingji::core::json::SchemaVersion;
use tingji::core::{Secret, json_object};
use tingji_signing_core::{CanonicalText, DerivationStep};

use super::encode;
use super::stream::line;
use crate::args::Output;
use crate::lang::{Lang, current, localized, pad, tr};
use crate::sign::{CanonicalComparison, SignatureReport};

/// Returns the secret, or `***`.
fn shown(secret: &Secret, show: bool) -> String {
    if show { secret.expose_secret().to_owned() } else { secret.to_string() }
}

/// Returns the canonical text, with or without its secrets.
fn text(canonical: &CanonicalText, show: bool) -> String {
    if show { canonical.expose_secret() } else { canonical.to_string() }
}

/// Prints the whole derivation of a signature.
pub(crate) fn explanation(judgement: &SignatureReport, show: bool, format: Output) {
    if !format.is_table() {
        return encode::one(&SignatureJson::new(judgement, show), format);
    }
    heading(judgement);
    section(
        localized("Canonical request", "规范请求"),
        &text(judgement.explanation.canonical_request(), show),
    );
    section(localized("String to sign", "待签名字符串"), &string_to_sign(judgement, show));
    line(localized("\nKey steps", "\n密钥推导"));
    for (at, step) in judgement.explanation.steps().iter().enumerate() {
        line(&format!("  {}. {} = {}", at + 1, step.name(), step.formula()));
        if let Some(value) = step.value() {
            line(&format!("     = {}", shown(value, show)));
        }
    }
    let given = shown(judgement.explanation.presented_signature(), show);
    line(&tr!("\nThe request carries the signature {given}.", "\n请求所带的签名是 {given}。"));
    conclusion(judgement);
}

/// Returns the string to sign. A secret key at its end is never shown.
fn string_to_sign(judgement: &SignatureReport, show: bool) -> String {
    let string = judgement.explanation.string_to_sign();
    if judgement.kind.secret_in_string_to_sign {
        return text(judgement.explanation.canonical_request(), show) + "***";
    }
    text(string, show)
}

/// Prints whether the signature is valid, and the mistakes if not.
pub(crate) fn verification(judgement: &SignatureReport, show: bool, format: Output) {
    if !format.is_table() {
        return encode::one(&SignatureJson::new(judgement, show), format);
    }
    heading(judgement);
    conclusion(judgement);
    if judgement.is_valid() == Some(false) {
        section(
            localized("The canonical request as the verifier computes it", "验证方算出的规范请求"),
            &text(judgement.explanation.canonical_request(), show),
        );
    }
}

/// Prints a name and its value.
fn heading_row(name: &str, text: &str) {
    line(&format!("{}  {text}", pad(name, 10)));
}

/// Prints scheme, access key, time and scope.
fn heading(judgement: &SignatureReport) {
    let claim = judgement.explanation.presented_credential();
    heading_row(
        localized("Scheme", "签名方式"),
        &format!("{}: {}", judgement.kind.name, judgement.algorithm),
    );
    heading_row(localized("Access key", "Access Key"), &claim.access_key);
    if let Some(time) = claim.time {
        heading_row(localized("Signed at", "签名时间"), &time.to_string());
    }
    if let (Some(region), Some(service)) = (&claim.region, &claim.service) {
        let scope = tr!("region {region}, service {service}", "地域 {region}，服务 {service}");
        heading_row(localized("Scope", "范围"), &scope);
    }
}

/// Prints a heading and a text, indented.
fn section(name: &str, text: &str) {
    line(&format!("\n{name}"));
    for part in text.split('\n') {
        line(format!("  {part}").trim_end());
    }
}

/// Prints the result, the problems and the notes.
fn conclusion(judgement: &SignatureReport) {
    line("");
    match judgement.is_valid() {
        Some(true) => line(localized(
            "Valid: the signature matches this request and this key.",
            "有效：签名与此请求和此密钥相符。",
        )),
        Some(false) => {
            line(localized("Not valid:", "无效："));
            judgement.problems.iter().for_each(|problem| line(&format!("  - {problem}")));
        }
        None => line(localized(
            "No problem found; a full check needs the secret key.",
            "未发现问题；完整检查需要私钥。",
        )),
    }
    judgement.notes.iter().for_each(|note| line(&tr!("Note: {note}.", "注：{note}。")));
}

/// Prints the first difference, or that there is none, and the clock difference.
pub(crate) fn comparison(
    judgement: &SignatureReport,
    comparison: &CanonicalComparison,
    ahead: Option<i64>,
    format: Output,
) {
    if !format.is_table() {
        return encode::one(&ComparisonJson::new(judgement, comparison, ahead), format);
    }
    match comparison {
        CanonicalComparison::NotReturned => {}
        CanonicalComparison::Same => {
            line(localized(
                "The canonical requests are equal, so the request arrived as it was signed.\n\
                 Either the secret key does not belong to this access key, or the string to sign differs.",
                "规范请求相同，即请求到达时与签名时一致：\n私钥与此 Access Key 不匹配，或待签名字符串不同。",
            ));
        }
        CanonicalComparison::Differs(difference) => {
            let row = difference.line;
            let column = difference.column;
            let part = &difference.part;
            line(&tr!(
                "The first difference is in line {row}, {part}, at character {column}:",
                "第一处差异在第 {row} 行（{part}）第 {column} 个字符：",
                part = part_name(part)
            ));
            line(&format!("  {}  {}", pad(localized("here", "此处"), 6), difference.ours));
            line(&format!("  {}  {}", pad(localized("server", "服务端"), 6), difference.servers));
            line(&format!("          {}^", " ".repeat(column - 1)));
            difference.hint.iter().for_each(|hint| line(&tr!("Likely: {hint}.", "可能的原因：{hint}。")));
        }
    }
    if let Some(ahead) = ahead {
        line(&clocks(ahead));
    }
}

/// Returns the name of a part of the canonical request in the current language.
fn part_name(part: &str) -> String {
    let chinese = match part {
        _ if current() == Lang::En => part,
        "the parameters" => "参数",
        "the method" => "方法",
        "the path" => "路径",
        "the query" => "查询串",
        "the hash of the body" => "正文的哈希",
        "the list of signed headers" => "参与签名的请求头列表",
        "the headers" => "请求头",
        header => return header.replace("the header ", "请求头 "),
    };
    chinese.to_owned()
}

/// Returns the sentence about the clock difference, given in seconds.
fn clocks(ahead: i64) -> String {
    let minutes = ahead.abs() / 60;
    let seconds = ahead.abs() % 60;
    let side = if ahead < 0 { localized("before", "早") } else { localized("after", "晚") };
    tr!(
        "Signed {minutes} min {seconds} s {side} the server's time; more than 15 min is refused. Correct the clock, \
         and sign each request again.",
        "签名时间比服务端时间{side} {minutes} 分 {seconds} 秒；相差超过 15 分钟会被拒绝：请校准时钟，并为每个请求重新签名。"
    )
}

json_object! {
    /// Signature that `sign explain` and `sign verify` describe. Secrets are `***` without --show-secrets.
    pub(crate) struct SignatureJson<'a> {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// Name of the scheme.
        scheme: &'static str,
        /// Algorithm that the request names.
        algorithm: &'static str,
        /// Access key of the signature.
        access_key: &'a str,
        /// Time of the signature, from the request: RFC 3339, UTC.
        signed_at: Option<String>,
        /// Region in the scope of the signature.
        region: Option<&'a str>,
        /// Service in the scope of the signature.
        service: Option<&'a str>,
        /// Text that is hashed.
        canonical_request: String,
        /// Text that is signed.
        string_to_sign: String,
        /// Derivation of the signing key.
        key_steps: Vec<DerivationStepOutput<'a>>,
        /// Signature in the request.
        signature: String,
        /// True if the signature is valid; null without a key.
        valid: Option<bool>,
        /// Mistakes that were found.
        problems: &'a [String],
        /// Remarks.
        notes: &'a [String],
    }
}

json_object! {
    /// A step of the key derivation.
    struct DerivationStepOutput<'a> {
        /// Name of the step.
        name: &'static str,
        /// Formula of the step.
        formula: &'a str,
        /// Result of the step.
        value: Option<String>,
    }
}

impl<'a> DerivationStepOutput<'a> {
    fn new(step: &'a DerivationStep, show: bool) -> Self {
        Self {
            name: step.name(),
            formula: step.formula(),
            value: step.value().map(|value| shown(value, show)),
        }
    }
}

impl<'a> SignatureJson<'a> {
    /// Selects the fields of a report. `show` adds the texts that are hashed and signed.
    fn new(judgement: &'a SignatureReport, show: bool) -> Self {
        let explanation = &judgement.explanation;
        let claim = explanation.presented_credential();
        Self {
            schema_version: SchemaVersion,
            scheme: judgement.kind.name,
            algorithm: judgement.algorithm,
            access_key: &claim.access_key,
            signed_at: claim.time.map(|time| time.to_string()),
            region: claim.region.as_deref(),
            service: claim.service.as_deref(),
            canonical_request: text(explanation.canonical_request(), show),
            string_to_sign: string_to_sign(judgement, show),
            key_steps: explanation.steps().iter().map(|step| DerivationStepOutput::new(step, show)).collect(),
            signature: shown(explanation.presented_signature(), show),
            valid: judgement.is_valid(),
            problems: &judgement.problems,
            notes: &judgement.notes,
        }
    }
}

json_object! {
    /// Comparison of `sign diff`.
    pub(crate) struct ComparisonJson<'a> {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// Name of the scheme.
        scheme: &'static str,
        /// True if both canonical requests are equal; null if the response has none.
        same: Option<bool>,
        /// The first difference.
        difference: Option<DifferenceJson<'a>>,
        /// Seconds by which the time of the signature is later than the server's time.
        signed_after_server_seconds: Option<i64>,
    }
}

json_object! {
    /// The first difference.
    struct DifferenceJson<'a> {
        /// Line, counted from 1.
        line: usize,
        /// Character in the line, counted from 1.
        column: usize,
        /// Part of the canonical request.
        part: &'a str,
        /// The line here.
        ours: &'a str,
        /// The server's line.
        server: &'a str,
        /// Likely cause.
        hint: Option<&'a str>,
    }
}

impl<'a> ComparisonJson<'a> {
    fn new(judgement: &SignatureReport, comparison: &'a CanonicalComparison, ahead: Option<i64>) -> Self {
        let (same, difference) = match comparison {
            CanonicalComparison::NotReturned => (None, None),
            CanonicalComparison::Same => (Some(true), None),
            CanonicalComparison::Differs(it) => (
                Some(false),
                Some(DifferenceJson {
                    line: it.line,
                    column: it.column,
                    part: &it.part,
                    ours: &it.ours,
                    server: &it.servers,
                    hint: it.hint,
                }),
            ),
        };
        let scheme = judgement.kind.name;
        Self { schema_version: SchemaVersion, scheme, same, difference, signed_after_server_seconds: ahead }
    }
}
