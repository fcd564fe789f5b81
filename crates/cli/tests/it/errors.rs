use insta::assert_snapshot;

use crate::support::{Run, tingji};

fn errors(arguments: &str) -> Run {
    tingji(&[], &format!("errors {arguments}"))
}

#[test]
fn code_is_explained_for_every_cloud_that_has_it() {
    assert_snapshot!("errors_171", errors("171").to_string());
    assert_snapshot!("errors_zh", errors("SignatureDoesNotMatch --lang zh").to_string());
    assert_snapshot!("errors_narrowed", errors("171 --cloud compshare").to_string());
    assert_eq!(errors("-1").json_codes(), ["ucloud"]);
}

#[test]
fn own_exit_codes_outcomes_and_kinds_are_explained() {
    assert_snapshot!("errors_own", errors("7").to_string());
    assert_snapshot!("errors_outcome", errors("unconfirmed").to_string());
    assert_snapshot!("errors_kind", errors("InvalidState --lang zh").to_string());
}

impl Run {
    /// Returns the clouds of the found codes.
    fn json_codes(&self) -> Vec<String> {
        assert_eq!(self.code, 0, "{self}");
        let rows = self.stdout.lines().skip(1);
        rows.map(|row| row.split_whitespace().next().unwrap().to_owned()).collect()
    }
}

#[test]
fn unknown_code_suggests_similar_ones_and_exits_5() {
    errors("SignatureDoesntMatch").fails(5, "similar codes: SignatureDoesNotMatch (bce, volcengine)");
    errors("171 --cloud bce").fails(5, "unknown code \"171\"");
    errors("~~~~").fails(5, "`tingji errors` lists all known codes");
    errors("171 --cloud azure").fails(2, "is not a cloud");
    assert_eq!(errors("~~~~ -o json").stdout, "");
}

#[test]
fn all_codes_are_listed_with_the_vendors_pages() {
    let all = errors("");
    for cloud in ["tingji", "ucloud", "compshare", "bce", "volcengine", "huaweicloud"] {
        assert!(all.json_codes().contains(&cloud.to_owned()), "{cloud}");
    }
    let json = errors("--cloud volcengine -o json").json();
    let codes = json["codes"].as_array().unwrap();
    assert!(codes.len() > 50 && codes.iter().all(|code| code["cloud"] == "volcengine"));
    assert!(codes[0]["page"].as_str().unwrap().starts_with("https://www.volcengine.com/"));
    assert_eq!(errors("7 -o json").json()["codes"][0]["cloud"], serde_json::Value::Null);
}

#[test]
fn locale_sets_the_language_unless_an_option_does() {
    let zh = [("LANG".to_owned(), "zh_CN.UTF-8".to_owned())];
    assert!(tingji(&zh, "errors 171").stdout.contains("签名错误"));
    assert!(tingji(&zh, "errors 171 --lang en").stdout.contains("the signature is wrong"));
    let both = [zh[0].clone(), ("LC_ALL".to_owned(), "C".to_owned())];
    assert!(tingji(&both, "errors 171").stdout.contains("the signature is wrong"));
}
