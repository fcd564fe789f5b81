//! `tingji uai stop`: what scripts expect of `uai_tool.py stop`.

use tingji::core::engine::{ActionOptions, Outcome};
use tingji::core::{Credential, Error, InstanceId, Secret};
use tingji::ucloud::operation::StopUAIService;
use tingji::{Cloud, Environment, Fleet, FleetJob, Target, ucloud};

use super::run::patient;
use crate::args::{Output, UaiStopArguments};
use crate::cancel::{called_off, is_called_off};
use crate::error::Failure;
use crate::lang::{self, pick, say};
use crate::output;
use crate::verb::Verb;

pub(crate) async fn run(arguments: UaiStopArguments, format: Output) -> Result<u8, Failure> {
    check(&arguments)?;
    if arguments.private_key.is_some() {
        output::notice(pick(
            "note: every user of this machine can read a --private_key; UCLOUD_PUBLIC_KEY and UCLOUD_PRIVATE_KEY \
             are read when the options are left away",
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

/// An unset variable of a script leaves an empty value behind.
fn check(arguments: &UaiStopArguments) -> Result<(), Failure> {
    let given = [
        ("--public_key", arguments.public_key.as_deref()),
        ("--private_key", arguments.private_key.as_deref()),
        ("--service_id", Some(arguments.service_id.as_str())),
    ];
    if let Some((name, _)) =
        given.iter().find(|(_, value)| value.is_some_and(|value| value.trim().is_empty()))
    {
        return Err(Failure::new(
            2,
            say!("{name} is empty; nothing was sent", "{name} 为空；未发送任何请求"),
        ));
    }
    if arguments.srv_version.as_deref().is_some_and(|version| version.trim().is_empty()) {
        let line = pick(
            "--srv_version is empty, which would stop the whole service; name a version, or leave it away if the \
             whole service is meant; nothing was sent",
            "--srv_version 为空，这会停止整个服务；请写明版本，若确要停止整个服务则不要给出此选项；未发送任何请求",
        );
        return Err(Failure::new(2, line));
    }
    Ok(())
}

fn credential(arguments: &UaiStopArguments) -> Result<Credential, Failure> {
    let (public, private) = Environment::credential_variables(Cloud::Ucloud);
    let find = |given: &Option<String>, option: &str, name: &str| {
        let found = given.clone().or_else(|| variable(name));
        found.ok_or_else(|| {
            Failure::new(
                4,
                say!("give {option}, or set the variable {name}", "请给出 {option}，或设置环境变量 {name}"),
            )
        })
    };
    let public_key = find(&arguments.public_key, "--public_key", public)?;
    let private_key = find(&arguments.private_key, "--private_key", private)?;
    Ok(Credential::new(public_key, Secret::new(private_key)))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// The variables as they are, with the options in place of UCloud's own.
fn environment(arguments: &UaiStopArguments, credential: &Credential) -> Environment {
    let (public, private) = Environment::credential_variables(Cloud::Ucloud);
    let own = [
        (public, Some(credential.access_key().to_owned())),
        (private, Some(credential.secret_key().expose().to_owned())),
        ("UCLOUD_REGION", Some(arguments.region.clone())),
        ("UCLOUD_ZONE", Some(arguments.zone.clone())),
        ("UCLOUD_PROJECT_ID", arguments.project_id.clone()),
    ];
    Environment::new(move |name| match own.iter().find(|(own, _)| *own == name) {
        Some((_, value)) => value.clone(),
        None => variable(name),
    })
}

/// One request, and what the vendor says to it.
async fn sent(arguments: UaiStopArguments, credential: Credential, format: Output) -> Result<u8, Failure> {
    let mut operation = StopUAIService::new(&arguments.service_id).map_err(|error| malformed(&error))?;
    if let Some(version) = &arguments.srv_version {
        operation = operation.srv_version(version).map_err(|error| malformed(&error))?;
    }
    let client = client(&arguments, credential)?;
    let answer = tokio::select! {
        answer = client.send(&operation) => answer,
        () = called_off() => return Err(left(&arguments)),
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

/// Called off while the one request was under way.
fn left(arguments: &UaiStopArguments) -> Failure {
    let (region, id) = (&arguments.region, &arguments.service_id);
    let version = arguments.srv_version.as_ref().map(|version| format!("@{version}")).unwrap_or_default();
    let look = format!("tingji get ucloud/{region}/{id}{version}");
    Failure::new(
        3,
        say!(
            "cancelled after a stop was sent; whether it was taken on is not known: look with `{look}`",
            "已取消，但此前已发送停机请求；是否被受理未知：请用 `{look}` 查看"
        ),
    )
}

fn malformed(error: &Error) -> Failure {
    Failure::new(2, say!("{told}; nothing was sent", "{told}；未发送任何请求", told = lang::told(error)))
}

fn client(arguments: &UaiStopArguments, credential: Credential) -> Result<ucloud::Client, Failure> {
    let account = environment(arguments, &credential).account(Cloud::Ucloud, None, None)?;
    let mut builder = ucloud::Client::builder(credential).region(&arguments.region).zone(&arguments.zone);
    builder = builder.timeouts(arguments.patience.limits.into());
    if let Some(project_id) = arguments.project_id.as_deref().filter(|id| !id.trim().is_empty()) {
        builder = builder.project_id(project_id);
    }
    if let Some(endpoint) = &account.endpoint {
        builder = builder.endpoint(endpoint)?;
    }
    Ok(builder.build()?)
}

/// The vendor's tool says `StopUAIService Fail: [171]…` before it ends with a traceback.
fn failed(error: &Error) -> Failure {
    if let Some(code) = error.code() {
        output::notice(&format!("StopUAIService Fail: [{code}]{}", error.message()));
    }
    let (told, advice) = (lang::told(error), lang::advice(error));
    let code = tingji::core::engine::error_exit_code(error.kind());
    Failure::new(code, say!("{told}; {advice}", "{told}；{advice}"))
}

/// As the vendor's page prints it.
fn success(message: &str, outcome: Option<Outcome>, format: Output) {
    match format {
        format if format.is_table() => {
            output::line(&format!("StopUAIService Success:\n{{\n\nMessage : {message:?}\nRetCode : 0\n}}"));
        }
        format => output::uai(message, outcome, format),
    }
}

fn still_charged() {
    let (cloud, product) = (Cloud::Ucloud, ucloud::CAPABILITIES);
    let (en, zh) = (product.still_charged, product.still_charged_zh);
    output::notice(&say!(
        "note: after a stop {cloud} goes on charging: {en}",
        "注：停止后 {cloud} 仍在计费：{zh}"
    ));
}

/// Observed, requested and confirmed by the engine.
async fn confirmed(
    arguments: UaiStopArguments,
    credential: Credential,
    format: Output,
) -> Result<u8, Failure> {
    let id = InstanceId::new(&arguments.service_id, arguments.srv_version.as_deref())
        .map_err(|error| malformed(&error))?;
    let target = Target::new(Cloud::Ucloud, Some(&arguments.region), id);
    let options: ActionOptions = patient(arguments.patience);
    let mut fleet = Fleet::new(environment(&arguments, &credential))
        .with_options(options)
        .with_timeouts(arguments.patience.limits.into())
        .with_cancel(called_off());
    let reports = fleet.run(&[FleetJob::new(target.clone())]).await?;
    output::explain(std::slice::from_ref(&target), &reports, Verb::Stop);
    let Some(report) = reports.first() else { return Ok(1) };
    match report.outcome {
        Outcome::Stopped => success("", Some(report.outcome), format),
        Outcome::AlreadyStopped => {
            success("", Some(report.outcome), format);
            output::notice(pick(
                "note: it was stopped before; nothing was sent",
                "注：此前已停止；未发送任何请求",
            ));
        }
        _ if is_called_off() => return Ok(3),
        _ => return Ok(report.exit_code()),
    }
    still_charged();
    Ok(0)
}
