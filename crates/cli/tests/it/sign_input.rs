//! Mistakes in the input of `tingji sign`: one clear line, exit code 2, no secret.

use crate::sign::SignedExample;
use crate::support::{Run, tingji, tingji_reading};

fn with(variables: &[(&str, &str)], arguments: &str, input: &str) -> Run {
    let variables: Vec<_> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    tingji_reading(&variables, arguments, input)
}

#[test]
fn bad_input_is_reported_in_one_line() {
    for (arguments, input, text) in [
        ("sign explain", "", "the input is empty"),
        ("sign explain", "what is this", "not a curl line, HAR, raw HTTP"),
        ("sign explain", "curl https://h -H \"X: $Y\"", "$Y"),
        ("sign explain", "{\"log\": ", "can't parse the JSON"),
        ("sign explain", "GET / HTTP/1.1\nHost: h\n\n", "the request is not signed"),
        (
            "sign explain",
            "GET / HTTP/1.1\nAuthorization: Bearer abcdefgh\n\n",
            "\"Bearer\" is not one of the known schemes",
        ),
        ("sign explain --entry 2", "GET / HTTP/1.1\n\n", "--entry selects"),
        ("sign explain no-such-file", "", "can't read no-such-file"),
        ("sign verify --secret-key-stdin", "", "pass the request as a FILE"),
        ("sign diff --error -", "", "can't both come from standard input"),
    ] {
        let run = with(&[], arguments, input);
        run.fails(2, text);
        assert!(run.stderr.lines().count() == 1 && run.stdout.is_empty(), "{run}");
        assert!(!run.stderr.contains("abcdefgh"), "{run}");
    }
    for (arguments, text) in [
        ("sign", "Usage"),
        ("sign explain --at soon", "invalid time"),
        ("sign explain --scheme aws", "invalid value 'aws'"),
        ("sign verify --secret-key-env A --secret-key-stdin", "cannot be used with"),
        ("sign verify --secret-key hunter2", "unexpected argument '--secret-key'"),
    ] {
        let run = tingji(&[], arguments);
        run.fails(2, text);
        assert!(!run.stderr.contains("hunter2"), "{run}");
    }
}

#[test]
fn unreadable_signature_names_the_part() {
    let raw = "GET / HTTP/1.1\nHost: h\nAuthorization: SDK-HMAC-SHA256 Access=ak, Signature=0\n\n";
    with(&[], "sign explain", raw).fails(4, "huaweicloud: the signature can't be read: no signed headers");
    with(&[], "sign explain --scheme bce", raw).fails(4, "bce: the signature can't be read: too few parts");
    let raw = "GET / HTTP/1.1\nHost: h\n\n";
    with(&[], "sign explain --scheme volcengine", raw).fails(4, "the request is not signed");
}

#[test]
fn missing_key_names_its_variable() {
    for (name, variable) in [
        ("ucloud_form", "UCLOUD_PRIVATE_KEY or COMPSHARE_PRIVATE_KEY"),
        ("ucloud_json", "COMPSHARE_PRIVATE_KEY or UCLOUD_PRIVATE_KEY"),
        ("bce", "BCE_SECRET_ACCESS_KEY"),
        ("volcengine_header", "VOLCENGINE_SECRET_KEY"),
        ("huaweicloud", "HUAWEICLOUD_SDK_SK"),
    ] {
        let raw = SignedExample::named(name).raw();
        let run = with(&[], "sign verify", &raw);
        run.fails(2, &format!("set {variable}, or use --secret-key-env NAME or --secret-key-stdin"));
    }
    let raw = SignedExample::named("bce").raw();
    with(&[], "sign verify --secret-key-env NO_SUCH", &raw).fails(2, "the variable NO_SUCH is not set");
}

#[test]
fn keys_come_from_the_matching_cloud_variables() {
    let signed = SignedExample::named("ucloud_form");
    let secret = signed.secret("secret_key");
    let own = [("UCLOUD_PUBLIC_KEY", "other"), ("UCLOUD_PRIVATE_KEY", "wrong-key")];
    let both = [
        own[0],
        own[1],
        ("COMPSHARE_PUBLIC_KEY", "ucloudfakepub+key/1=="),
        ("COMPSHARE_PRIVATE_KEY", &secret),
    ];
    assert_eq!(with(&both, "sign verify", &signed.raw()).code, 0);
    let run = with(&own, "sign verify", &signed.raw());
    assert_eq!(run.code, 4);
    let text =
        "the request uses the access key ucloudfakepub+key/1==, but UCLOUD_PRIVATE_KEY belongs to other";
    assert!(run.stdout.contains(text), "{run}");
}

#[test]
fn key_on_stdin_verifies_and_extra_space_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("request.txt");
    let signed = SignedExample::named("huaweicloud_derived");
    std::fs::write(&path, signed.raw()).unwrap();
    let arguments = format!("sign verify --secret-key-stdin {}", path.display());
    let secret = signed.secret("secret_key");
    assert_eq!(with(&[], &arguments, &format!("{secret}\r\n")).code, 0);
    let run = with(&[], &arguments, &format!(" {secret} \n"));
    assert!(
        run.code == 4 && run.stdout.contains("with the secret key without the surrounding white space"),
        "{run}"
    );
    let run = with(&[], &arguments, "utterly-wrong");
    assert!(run.code == 4 && run.stdout.contains("created with a secret key other than"), "{run}");
    assert!(!run.to_string().contains("utterly-wrong"), "{run}");
    with(&[], &arguments, "\n").fails(2, "the secret key is empty");
}

#[test]
fn response_without_canonical_request_is_an_error() {
    let signed = SignedExample::named("volcengine_header");
    let run = with(&[], "sign diff", &signed.har("{\"Code\": \"SignatureDoesNotMatch\"}"));
    run.fails(2, "the response contains no canonical request");
    with(&[], "sign diff", &signed.raw()).fails(2, "pass it with --error FILE");
}
