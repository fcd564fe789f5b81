//! `tingji sign` on recorded requests of every scheme, in every form of input.

use std::io::{Read, Write};

use insta::assert_snapshot;
use serde_json::{Value, json};
use tingji::core::UnixTime;
use tingji_signing_core::{Huaweicloud, RequestView, Scheme};

use crate::support::{Clouds, Run, tingji_reading};

/// A signed request of `tests/data/signed.jsonl`.
pub(crate) struct SignedExample(Value);

impl SignedExample {
    pub(crate) fn all() -> Vec<Self> {
        let lines = include_str!("../data/signed.jsonl").lines();
        lines.map(|line| Self(serde_json::from_str(line).unwrap())).collect()
    }

    pub(crate) fn named(name: &str) -> Self {
        Self::all().into_iter().find(|signed| signed.name() == name).unwrap()
    }

    pub(crate) fn name(&self) -> &str {
        self.0["name"].as_str().unwrap()
    }

    fn text(&self, part: &str) -> &str {
        self.0["request"][part].as_str().unwrap()
    }

    fn headers(&self) -> Vec<(&str, &str)> {
        let headers = self.0["request"]["headers"].as_array().unwrap();
        headers.iter().map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap())).collect()
    }

    fn url(&self) -> String {
        let host = self.headers().iter().find(|(name, _)| name.eq_ignore_ascii_case("host")).unwrap().1;
        format!("http://{host}{}", self.text("target"))
    }

    pub(crate) fn capture(&self) -> String {
        json!({"request": self.0["request"]}).to_string()
    }

    pub(crate) fn raw(&self) -> String {
        let mut raw = format!("{} {} HTTP/1.1\r\n", self.text("method"), self.text("target"));
        for (name, value) in self.headers() {
            raw += &format!("{name}: {value}\r\n");
        }
        raw + "\r\n" + self.text("body")
    }

    pub(crate) fn curl(&self) -> String {
        let mut line = format!("curl -X {} {}", self.text("method"), shell_quoted(&self.url()));
        for (name, value) in self.headers() {
            line += &format!(" \\\n  -H {}", shell_quoted(&format!("{name}: {value}")));
        }
        if !self.text("body").is_empty() {
            line += &format!(" \\\n  --data-raw {}", shell_quoted(self.text("body")));
            // Otherwise curl would send it as a form.
            let has_type = self.headers().iter().any(|(name, _)| *name == "Content-Type");
            line += if has_type { "" } else { " -H 'Content-Type:'" };
        }
        line
    }

    /// Returns a HAR file with the request between other entries.
    pub(crate) fn har(&self, answer: &str) -> String {
        let headers: Vec<_> =
            self.headers().iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        let mut request = json!({"method": self.text("method"), "url": self.url(), "headers": headers});
        if !self.text("body").is_empty() {
            request["postData"] = json!({"mimeType": "", "text": self.text("body")});
        }
        let other =
            json!({"request": {"method": "GET", "url": "https://cdn.example/logo.svg", "headers": []}});
        let entry = json!({"request": request, "response": {"status": 401, "content": {"text": answer}}});
        json!({"log": {"version": "1.2", "entries": [other, entry]}}).to_string()
    }

    /// Runs the command with the key in a variable, and checks that no secret is printed.
    pub(crate) fn run(&self, arguments: &str, input: &str) -> Run {
        let secret = self.secret("secret_key");
        let run = tingji_reading(&[("THE_KEY".to_owned(), secret.clone())], arguments, input);
        if !arguments.contains("--show-secrets") {
            for secret in [secret, self.secret("security_token"), self.signature()] {
                assert!(secret.is_empty() || !run.to_string().contains(&secret), "{run}");
            }
        }
        run
    }

    pub(crate) fn secret(&self, name: &str) -> String {
        self.0["credentials"][name].as_str().unwrap_or_default().to_owned()
    }

    /// Returns the signature in the request.
    fn signature(&self) -> String {
        let authorization = self.headers().into_iter().find(|(name, _)| *name == "Authorization");
        let text = authorization
            .map_or_else(|| format!("{}{}", self.text("target"), self.text("body")), |it| it.1.to_owned());
        let (_, rest) = text
            .rsplit_once("Signature=")
            .or_else(|| text.rsplit_once("Signature\": \""))
            .or_else(|| text.rsplit_once('/'))
            .unwrap();
        let hex: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
        assert!([40, 64].contains(&hex.len()), "{} has no signature", self.name());
        hex
    }
}

fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[test]
fn every_scheme_is_explained_without_a_key() {
    for signed in SignedExample::all() {
        let run = signed.run("sign explain", &signed.curl());
        assert_snapshot!(format!("sign_explain_{}", signed.name()), run.to_string());
    }
}

#[test]
fn every_input_form_is_explained_alike_and_verifies() {
    for signed in SignedExample::all() {
        let expected = signed.run("sign explain --secret-key-env THE_KEY", &signed.raw());
        assert!(expected.code == 0 && expected.stdout.contains("\nValid: "), "{expected}");
        let entry = "\nNote: entry 2 of 2 is the only signed one.";
        for input in [signed.curl(), signed.capture(), signed.har("")] {
            let run = signed.run("sign explain --secret-key-env THE_KEY", &input);
            assert_eq!(run.stdout.replace(entry, ""), expected.stdout, "{input}");
            let run = signed.run("sign verify --secret-key-env THE_KEY", &input);
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        }
    }
}

#[test]
fn changed_request_is_invalid_and_the_change_is_found() {
    for (name, from, to) in [
        ("ucloud_form", "Zone=", "Zona="),
        ("ucloud_json", "cn-wlcb", "cn-sh2x"),
        ("bce", "PUT ", "POST "),
        ("volcengine_header", "InstanceId=", "DryRun=true&InstanceId="),
        ("volcengine_query", "open.volcengineapi.com", "open.volcengineapi.com:8443"),
        ("huaweicloud", "Content-Length: 0\r\n\r\n", "Content-Length: 2\r\n\r\n{}"),
        ("huaweicloud_derived", "/vpcs", "/vpcs/x?y=z"),
    ] {
        let signed = SignedExample::named(name);
        let changed = signed.raw().replace(from, to);
        assert_ne!(changed, signed.raw(), "{name}");
        let run = signed.run("sign verify --secret-key-env THE_KEY", &changed);
        assert_eq!(run.code, 4, "{run}");
        assert_snapshot!(format!("sign_tampered_{name}"), run.to_string());
    }
}

#[test]
fn mistakes_are_found_without_the_key() {
    let signed = SignedExample::named("volcengine_header");
    let run = signed.run("sign explain --at 2026-11-21T02:00:00Z", &signed.raw());
    assert!(
        run.code == 0 && run.stdout.contains("the signature of 2026-11-21T01:39:05Z has expired"),
        "{run}"
    );
    let raw = signed.raw().replace("X-Sdk-Request:", "X-Other:");
    let run = signed.run("sign explain", &raw);
    assert!(run.stdout.contains("the header x-sdk-request is signed, but missing from the request"), "{run}");
    let raw = signed.raw() + "a body";
    let run = signed.run("sign explain", &raw);
    assert!(run.stdout.contains("the body is not the one that its hash names"), "{run}");
}

#[test]
fn secrets_need_the_option_and_the_key_is_never_shown() {
    let signed = SignedExample::named("volcengine_header");
    let run = signed.run("sign explain --secret-key-env THE_KEY --show-secrets", &signed.raw());
    assert!(run.stdout.contains(&signed.secret("security_token")), "{run}");
    assert_eq!(run.stdout.matches(&signed.signature()).count(), 2, "{run}");
    for signed in SignedExample::all() {
        for format in ["table", "json"] {
            let arguments = format!("sign explain --secret-key-env THE_KEY --show-secrets -o {format}");
            let run = signed.run(&arguments, &signed.raw());
            assert!(!run.stdout.contains(&signed.secret("secret_key")), "{run}");
        }
    }
}

#[test]
fn json_has_each_text_and_each_step() {
    let signed = SignedExample::named("huaweicloud_derived");
    let run = signed.run("sign explain --secret-key-env THE_KEY -o json", &signed.curl());
    let json = run.json();
    assert_eq!((&json["schema_version"], &json["valid"]), (&1.into(), &true.into()));
    assert_eq!((&json["region"], &json["service"]), (&"region-id-1".into(), &"service".into()));
    assert_eq!(json["key_steps"].as_array().unwrap().len(), 3);
    assert!(json["canonical_request"].as_str().unwrap().starts_with("GET\n/v1/"), "{run}");
    let without = signed.run("sign explain -o json", &signed.curl()).json();
    assert_eq!((&without["valid"], &without["key_steps"][2]["value"]), (&Value::Null, &Value::Null));
    let shown =
        signed.run("sign verify --secret-key-env THE_KEY --show-secrets -o json", &signed.curl()).json();
    assert_eq!(shown["signature"], shown["key_steps"][2]["value"]);
}

/// Returns the error of Huawei's gateway for a canonical request.
pub(crate) fn refused(canonical: &str) -> String {
    let message = format!(
        "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:{}",
        canonical.replace('\n', "|")
    );
    json!({"error_msg": message, "error_code": "APIGW.0301", "request_id": "1"}).to_string()
}

fn canonical(signed: &SignedExample) -> String {
    let run = signed.run("sign explain -o json --show-secrets", &signed.raw());
    run.json()["canonical_request"].as_str().unwrap().to_owned()
}

#[test]
fn first_difference_from_huawei_response_is_shown() {
    let signed = SignedExample::named("huaweicloud");
    let ours = canonical(&signed);
    let braces = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    for (name, theirs) in [
        ("body", ours.replace(empty, braces)),
        ("host", ours.replace("host:127.0.0.1:", "host:127.0.0.2:")),
        ("path", ours.replace("/stop/", "/Stop/")),
        ("list", ours.replace(";user-agent", "")),
        ("token", ours.replace("x-security-token:", "x-security-token:other-")),
    ] {
        assert_ne!(theirs, ours, "{name}");
        let run = signed.run("sign diff", &signed.har(&refused(&theirs)));
        assert_eq!(run.code, 4, "{run}");
        assert_snapshot!(format!("sign_diff_{name}"), run.to_string());
    }
}

#[test]
fn equal_requests_and_wrong_clocks_are_reported() {
    let signed = SignedExample::named("huaweicloud");
    let run = signed.run("sign diff", &signed.har(&refused(&canonical(&signed))));
    assert!(run.code == 0 && run.stdout.contains("the secret key does not belong"), "{run}");
    let skew = "signature expired, signature time:20261121T013905Z,server time:20261121T021005Z";
    let run = signed.run("sign diff", &signed.har(skew));
    assert!(run.code == 4 && run.stdout.starts_with("Signed 31 min 0 s before the server's time"), "{run}");
    let json = signed.run("sign diff -o json", &signed.har(skew)).json();
    assert_eq!((&json["same"], &json["signed_after_server_seconds"]), (&Value::Null, &(-1860).into()));
}

#[test]
fn responses_from_files_and_logs_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.txt");
    let signed = SignedExample::named("volcengine_header");
    std::fs::write(&path, canonical(&signed).replace("GET", "POST")).unwrap();
    let run = signed.run(&format!("sign diff -o json --error {}", path.display()), &signed.curl());
    let difference = &run.json()["difference"];
    assert_eq!(
        (run.code, &difference["line"], &difference["part"]),
        (4, &1.into(), &"the method".into()),
        "{run}"
    );
}

/// Reproduces an HTTP library that sends `{}` instead of an empty body.
#[test]
fn sandbox_rejection_is_compared_with_the_signature() {
    let clouds = Clouds::new();
    let address = clouds.sandbox.endpoint().replace("http://", "");
    let target = "/v1/0a1b2c3d4e5f60718293a4b5c6d7e8f9/dev-servers";
    let credential = clouds.sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    let mut headers = vec![("Host".to_owned(), address.clone())];
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let now = UnixTime::from_seconds(now.try_into().unwrap());
    let request = RequestView::from_target("GET", target, &headers, b"");
    let signed = Huaweicloud::new().sign(&request, &credential, now).unwrap();
    headers.extend(signed.additions().map(|(name, value)| (name.to_owned(), value.to_owned())));
    let head: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let head = format!("GET {target} HTTP/1.1\r\n{head}Connection: close\r\n");
    let [without_body, with_body] =
        ["", "{}"].map(|body| format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()));
    let mut socket = std::net::TcpStream::connect(&address).unwrap();
    socket.write_all(with_body.as_bytes()).unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answer.txt");
    std::fs::write(&path, &answer).unwrap();
    let run = tingji_reading(&[], &format!("sign diff --error {}", path.display()), &without_body);
    assert_eq!(run.code, 4, "{run}\n{answer}");
    assert!(
        run.stdout.contains("the hash of the body, at character 1") && run.stdout.contains("sends one"),
        "{run}"
    );
}
