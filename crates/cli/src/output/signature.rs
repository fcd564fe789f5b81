//! How `tingji sign` writes.

use serde::Serialize;
use tingji::core::Secret;
use tingji_signing_core::{CanonicalText, DerivationStep};

use super::encode;
use super::stream::line;
use crate::args::Output;
use crate::lang::{Lang, chosen, pad, pick, say};
use crate::sign::{Comparison, Judgement};

fn shown(secret: &Secret, show: bool) -> String {
    if show { secret.expose().to_owned() } else { secret.to_string() }
}

fn text(canonical: &CanonicalText, show: bool) -> String {
    if show { canonical.expose() } else { canonical.to_string() }
}

/// All that can be shown.
pub(crate) fn explanation(judgement: &Judgement, show: bool, format: Output) {
    if !format.is_table() {
        return encode::one(&Explained::new(judgement, show), format);
    }
    heading(judgement);
    section(pick("Canonical request", "规范请求"), &text(judgement.explanation.canonical_request(), show));
    section(pick("String to sign", "待签名字符串"), &string_to_sign(judgement, show));
    line(pick("\nKey steps", "\n密钥推导"));
    for (at, step) in judgement.explanation.steps().iter().enumerate() {
        line(&format!("  {}. {} = {}", at + 1, step.name(), step.formula()));
        if let Some(value) = step.value() {
            line(&format!("     = {}", shown(value, show)));
        }
    }
    let given = shown(judgement.explanation.presented_signature(), show);
    line(&say!("\nThe request carries the signature {given}.", "\n请求所带的签名是 {given}。"));
    conclusion(judgement);
}

/// The string to sign; UCloud's ends with the secret key, which is never shown.
fn string_to_sign(judgement: &Judgement, show: bool) -> String {
    let string = judgement.explanation.string_to_sign();
    match judgement.kind {
        crate::sign::Kind::Ucloud => text(judgement.explanation.canonical_request(), show) + "***",
        _ => text(string, show),
    }
}

/// Valid, or what is not.
pub(crate) fn verdict(judgement: &Judgement, show: bool, format: Output) {
    if !format.is_table() {
        return encode::one(&Explained::new(judgement, show), format);
    }
    heading(judgement);
    conclusion(judgement);
    if judgement.is_valid() == Some(false) {
        section(
            pick("The canonical request as a verifier sees it", "验证方所见的规范请求"),
            &text(judgement.explanation.canonical_request(), show),
        );
    }
}

fn heading(judgement: &Judgement) {
    let claim = judgement.explanation.presented_credential();
    let row = |name: &str, text: &str| line(&format!("{}  {text}", pad(name, 10)));
    row(pick("Scheme", "签名方式"), &format!("{}: {}", judgement.kind.as_str(), judgement.algorithm));
    row(pick("Access key", "Access Key"), &claim.access_key);
    if let Some(time) = claim.time {
        row(pick("Signed at", "签名时间"), &time.to_string());
    }
    if let (Some(region), Some(service)) = (&claim.region, &claim.service) {
        let scope = say!("region {region}, service {service}", "地域 {region}，服务 {service}");
        row(pick("Scope", "范围"), &scope);
    }
}

/// A text in its own lines, indented.
fn section(name: &str, text: &str) {
    line(&format!("\n{name}"));
    for part in text.split('\n') {
        line(format!("  {part}").trim_end());
    }
}

fn conclusion(judgement: &Judgement) {
    line("");
    match judgement.is_valid() {
        Some(true) => line(pick(
            "Valid: the signature is that of this request and this key.",
            "有效：签名与此请求和此密钥相符。",
        )),
        Some(false) => {
            line(pick("Not valid:", "无效："));
            judgement.problems.iter().for_each(|problem| line(&format!("  - {problem}")));
        }
        None => line(pick(
            "Nothing is wrong as far as it shows without the secret key.",
            "在没有私钥的情况下，未发现问题。",
        )),
    }
    judgement.notes.iter().for_each(|note| line(&say!("Note: {note}.", "注：{note}。")));
}

/// The first difference, or that there is none.
pub(crate) fn comparison(judgement: &Judgement, comparison: &Comparison, ahead: Option<i64>, format: Output) {
    if !format.is_table() {
        return encode::one(&Compared::new(judgement, comparison, ahead), format);
    }
    match comparison {
        Comparison::NotEchoed => {}
        Comparison::Same => {
            line(pick(
                "The canonical requests are the same, so the request arrived as it was signed:\n\
                 the secret key is not the one of this access key, or the string to sign differs.",
                "规范请求相同，即请求到达时与签名时一致：\n私钥与此 Access Key 不匹配，或待签名字符串不同。",
            ));
        }
        Comparison::Differs(difference) => {
            let (row, column, part) = (difference.line, difference.column, &difference.part);
            line(&say!(
                "The first difference is in line {row}, {part}, at character {column}:",
                "第一处差异在第 {row} 行（{part}）第 {column} 个字符：",
                part = place(part)
            ));
            line(&format!("  {}  {}", pad(pick("here", "此处"), 6), difference.ours));
            line(&format!("  {}  {}", pad(pick("server", "服务端"), 6), difference.servers));
            line(&format!("          {}^", " ".repeat(column - 1)));
            difference.hint.iter().for_each(|hint| line(&say!("Likely: {hint}.", "可能的原因：{hint}。")));
        }
    }
    if let Some(ahead) = ahead {
        line(&clocks(ahead));
    }
}

/// A part of the canonical request, as [`Comparison`] names it, in the language chosen.
fn place(part: &str) -> String {
    let chinese = match part {
        _ if chosen() == Lang::En => part,
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

fn clocks(ahead: i64) -> String {
    let (minutes, seconds) = (ahead.abs() / 60, ahead.abs() % 60);
    let side = if ahead < 0 { pick("before", "早") } else { pick("after", "晚") };
    say!(
        "Signed {minutes} min {seconds} s {side} the server's time; more than 15 min is refused: set the clock \
         right, and sign each request anew.",
        "签名时间比服务端时间{side} {minutes} 分 {seconds} 秒；相差超过 15 分钟会被拒绝：请校准时钟，并为每个请求重新签名。"
    )
}

#[derive(Serialize)]
struct Explained<'a> {
    schema_version: u32,
    scheme: &'static str,
    algorithm: &'static str,
    access_key: &'a str,
    signed_at: Option<String>,
    region: Option<&'a str>,
    service: Option<&'a str>,
    canonical_request: String,
    string_to_sign: String,
    key_steps: Vec<Step<'a>>,
    signature: String,
    valid: Option<bool>,
    problems: &'a [String],
    notes: &'a [String],
}

#[derive(Serialize)]
struct Step<'a> {
    name: &'static str,
    formula: &'a str,
    value: Option<String>,
}

impl<'a> Step<'a> {
    fn new(step: &'a DerivationStep, show: bool) -> Self {
        Self {
            name: step.name(),
            formula: step.formula(),
            value: step.value().map(|value| shown(value, show)),
        }
    }
}

impl<'a> Explained<'a> {
    fn new(judgement: &'a Judgement, show: bool) -> Self {
        let explanation = &judgement.explanation;
        let claim = explanation.presented_credential();
        Self {
            schema_version: 1,
            scheme: judgement.kind.as_str(),
            algorithm: judgement.algorithm,
            access_key: &claim.access_key,
            signed_at: claim.time.map(|time| time.to_string()),
            region: claim.region.as_deref(),
            service: claim.service.as_deref(),
            canonical_request: text(explanation.canonical_request(), show),
            string_to_sign: string_to_sign(judgement, show),
            key_steps: explanation.steps().iter().map(|step| Step::new(step, show)).collect(),
            signature: shown(explanation.presented_signature(), show),
            valid: judgement.is_valid(),
            problems: &judgement.problems,
            notes: &judgement.notes,
        }
    }
}

#[derive(Serialize)]
struct Compared<'a> {
    schema_version: u32,
    scheme: &'static str,
    same: Option<bool>,
    difference: Option<Differing<'a>>,
    signed_after_server_seconds: Option<i64>,
}

#[derive(Serialize)]
struct Differing<'a> {
    line: usize,
    column: usize,
    part: &'a str,
    ours: &'a str,
    server: &'a str,
    hint: Option<&'a str>,
}

impl<'a> Compared<'a> {
    fn new(judgement: &Judgement, comparison: &'a Comparison, ahead: Option<i64>) -> Self {
        let (same, difference) = match comparison {
            Comparison::NotEchoed => (None, None),
            Comparison::Same => (Some(true), None),
            Comparison::Differs(it) => (
                Some(false),
                Some(Differing {
                    line: it.line,
                    column: it.column,
                    part: &it.part,
                    ours: &it.ours,
                    server: &it.servers,
                    hint: it.hint,
                }),
            ),
        };
        let scheme = judgement.kind.as_str();
        Self { schema_version: 1, scheme, same, difference, signed_after_server_seconds: ahead }
    }
}
