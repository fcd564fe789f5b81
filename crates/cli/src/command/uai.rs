//! `tingji uai stop`: the behavior that scripts expect of `uai_tool.py stop`.

use tingji::core::engine::Outcome;
use tingji::core::{Credential, Error, InstanceId, Secret, Text};
use tingji::ucloud::operation::StopUAIService;
use tingji::{Cloud, Environment, Target, ucloud};

use super::environment::fleet;
use super::run::poll_options;
use crate::args::{Output, UaiStopArgs};
use crate::cancel::{cancelled, is_cancelled};
use crate::error::CliError;
use crate::exit_code;
use crate::lang::{self, localized, tr};
use crate::output;
use crate::verb::Verb;

/// Cloud of the compatible command.
const CLOUD: Cloud = Cloud::new(&ucloud::PROVIDER);

/// Stops a service or a version. Returns 0 on success.
///
/// # Errors
///
/// Exit code 2 for empty values, 4 for missing keys, and the codes of the vendor's error.
pub(crate) async fn run(arguments: UaiStopArgs, format: Output) -> Result<u8, CliError> {
    check(&arguments)?;
    if arguments.private_key.is_some() {
        output::notice(localized(
            "note: every user of this machine can read --private_key; set UCLOUD_PUBLIC_KEY and UCLOUD_PRIVATE_KEY \
             and omit the options instead",
            "注：本机任何用户都能读到 --private_key；不给出这些选项时会读取 UCLOUD_PUBLIC_KEY 和 UCLOUD_PRIVATE_KEY",
        ));
    }
    let credential = credential(&arguments)?;
    if arguments.wait {
        confirmed(arguments, credential, format).await
    } else {
        sent(arguments, credential, format).await
    }
}

/// Rejects empty values, which an unset variable of a script leaves behind.
fn check(arguments: &UaiStopArgs) -> Result<(), CliError> {
    let given = [
        ("--public_key", arguments.public_key.as_deref()),
        ("--private_key", arguments.private_key.as_deref()),
        ("--service_id", Some(arguments.service_id.as_str())),
    ];
    if let Some((name, _)) =
        given.iter().find(|(_, value)| value.is_some_and(|value| value.trim().is_empty()))
    {
        return Err(CliError::new(
            2,
            tr!("{name} is empty; nothing was sent", "{name} 为空；未发送任何请求"),
        ));
    }
    if arguments.srv_version.as_deref().is_some_and(|version| version.trim().is_empty()) {
        let line = localized(
            "--srv_version is empty, which would stop the whole service; give a version, or omit the option to stop \
             the whole service; nothing was sent",
            "--srv_version 为空，这会停止整个服务；请写明版本，若确要停止整个服务则不要给出此选项；未发送任何请求",
        );
        return Err(CliError::new(2, line));
    }
    Ok(())
}

/// Returns the key pair from the options, else from the variables.
///
/// # Errors
///
/// Exit code 4 if one is missing.
fn credential(arguments: &UaiStopArgs) -> Result<Credential, CliError> {
    let [public, private] = CLOUD.credential_variables;
    let public_key = key_part(arguments.public_key.as_ref(), "--public_key", public)?;
    let private_key = key_part(arguments.private_key.as_ref(), "--private_key", private)?;
    Ok(Credential::new(public_key, Secret::new(private_key)))
}

/// Returns the value of an option, else of a variable.
///
/// # Errors
///
/// Exit code 4 if both are missing.
fn key_part(value: Option<&String>, option: &str, name: &str) -> Result<String, CliError> {
    value.cloned().or_else(|| variable(name)).ok_or_else(|| {
        CliError::new(
            4,
            tr!(
                "missing key: use {option}, or set {name}",
                "缺少密钥：请使用 {option}，或设置环境变量 {name}"
            ),
        )
    })
}

/// Returns the value of a variable that is not blank.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// Returns the process's variables, with the options in place of UCloud's.
fn environment(arguments: &UaiStopArgs, credential: &Credential) -> Environment {
    let [public, private] = CLOUD.credential_variables;
    let own = [
        (public, Some(credential.access_key().to_owned())),
        (private, Some(credential.secret_key().expose_secret().to_owned())),
        ("UCLOUD_REGION", Some(arguments.region.clone())),
        ("UCLOUD_ZONE", Some(arguments.zone.clone())),
        ("UCLOUD_PROJECT_ID", arguments.project_id.clone()),
    ];
    Environment::new(move |name| match own.iter().find(|(own, _)| *own == name) {
        Some((_, value)) => value.clone(),
        None => variable(name),
    })
}

/// Sends one StopUAIService and prints the response.
async fn sent(arguments: UaiStopArgs, credential: Credential, format: Output) -> Result<u8, CliError> {
    instance_id(&arguments)?;
    let mut operation = StopUAIService::new(&arguments.service_id);
    if let Some(version) = &arguments.srv_version {
        operation = operation.srv_version(version);
    }
    let client = client(&arguments, credential)?;
    let answer = tokio::select! {
        answer = client.send(&operation) => answer,
        () = cancelled() => return Err(cancelled_in_flight(&arguments)),
    };
    match answer {
        Ok(answer) => {
            success(answer.message.as_deref().unwrap_or_default(), None, format);
            still_charged();
            Ok(0)
        }
        Err(error) => Err(failed(&error)),
    }
}

/// Returns the error for a cancellation while the request was in flight.
fn cancelled_in_flight(arguments: &UaiStopArgs) -> CliError {
    let region = &arguments.region;
    let id = &arguments.service_id;
    let version = arguments.srv_version.as_ref().map(|version| format!("@{version}")).unwrap_or_default();
    let look = format!("tingji get ucloud/{region}/{id}{version}");
    CliError::new(
        3,
        tr!(
            "cancelled after a stop was sent; the vendor may have accepted it: check with `{look}`",
            "已取消，但此前已发送停机请求；是否被受理未知：请用 `{look}` 查看"
        ),
    )
}

/// Returns the id of the service or version.
///
/// # Errors
///
/// Exit code 2 for an invalid id; nothing was sent.
fn instance_id(arguments: &UaiStopArgs) -> Result<InstanceId, CliError> {
    InstanceId::new(&arguments.service_id, arguments.srv_version.as_deref()).map_err(|error| {
        let text = lang::localize(&error);
        CliError::new(2, tr!("{text}; nothing was sent", "{text}；未发送任何请求"))
    })
}

/// Returns a UCloud client for the options.
fn client(arguments: &UaiStopArgs, credential: Credential) -> Result<ucloud::Client, CliError> {
    let account = environment(arguments, &credential).account(CLOUD, None, None)?;
    let mut builder = ucloud::Client::builder(credential).region(&arguments.region).zone(&arguments.zone);
    builder = builder.timeouts(arguments.poll.limits.into());
    if let Some(project_id) = arguments.project_id.as_deref().filter(|id| !id.trim().is_empty()) {
        builder = builder.project_id(project_id);
    }
    if let Some(endpoint) = &account.endpoint {
        builder = builder.endpoint(endpoint)?;
    }
    Ok(builder.build()?)
}

/// Returns the error of the vendor. Its first line is that of `uai_tool.py`, which ends with a traceback
/// after it.
fn failed(error: &Error) -> CliError {
    if let Some(code) = error.code() {
        output::notice(&format!("StopUAIService Fail: [{code}]{}", error.message()));
    }
    let text = lang::localize(error);
    let advice = lang::localized_advice(error);
    let code = exit_code::of_kind(error.kind());
    CliError::new(code, tr!("{text}; {advice}", "{text}；{advice}"))
}

/// Prints the result as the vendor's tool does, or as one object.
fn success(message: &str, outcome: Option<Outcome>, format: Output) {
    match format {
        format if format.is_table() => {
            output::line(&format!("StopUAIService Success:\n{{\n\nMessage : {message:?}\nRetCode : 0\n}}"));
        }
        format => output::uai(message, outcome, format),
    }
}

/// Prints what stays charged after a stop.
fn still_charged() {
    let cloud = CLOUD;
    let product = ucloud::CAPABILITIES;
    let Text { en, zh } = product.still_charged;
    output::notice(&tr!(
        "note: after a stop {cloud} still charges: {en}",
        "注：停止后 {cloud} 仍在计费：{zh}"
    ));
}

/// Stops with the engine: polls first, sends only if needed, and waits for confirmation.
async fn confirmed(arguments: UaiStopArgs, credential: Credential, format: Output) -> Result<u8, CliError> {
    let target = Target::new(CLOUD, Some(&arguments.region), instance_id(&arguments)?);
    let fleet = fleet(environment(&arguments, &credential), arguments.poll.limits.into());
    let options = poll_options(arguments.poll);
    let reports = fleet.stop([&target]).options(options).cancel_on(cancelled()).await;
    if let Some(error) = reports.start_error() {
        return Err(error.clone().into());
    }
    let reports: Vec<_> = reports.into_iter().map(|one| one.report).collect();
    output::explain(std::slice::from_ref(&target), &reports, Verb::Stop);
    let Some(report) = reports.first() else { return Ok(1) };
    match report.outcome {
        Outcome::Stopped => success("", Some(report.outcome), format),
        Outcome::AlreadyStopped => {
            success("", Some(report.outcome), format);
            output::notice(localized(
                "note: already stopped; nothing was sent",
                "注：此前已停止；未发送任何请求",
            ));
        }
        _ if is_cancelled() => return Ok(3),
        _ => return Ok(exit_code::of_report(report)),
    }
    still_charged();
    Ok(0)
}
