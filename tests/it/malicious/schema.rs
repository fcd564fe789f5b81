//! Responses in the cloud's own schema with values of wrong types.

use tingji_core::operation::HttpResponse;
use tingji_core::{Instance, Phase, Result};
use tingji_tests::fake_server::response;

use super::{CLOUDS, ClientResults, id_field, page, row};

/// Values of other types than the fields have.
const VALUES: [&str; 22] = [
    "null",
    "true",
    "0",
    "-1",
    "-9223372036854775808",
    "18446744073709551616",
    "9223372036854775807",
    "1e308",
    "-1e308",
    "0.5",
    "\"\"",
    "\" 7 \"",
    "\"-7\"",
    "\"99999999999999999999\"",
    "\"1e400\"",
    "\"NaN\"",
    "\"\\u0000\"",
    "\"\\u202e\\u001b[2J\"",
    "[]",
    "[[]]",
    "{}",
    "{\"a\":[null]}",
];

/// Fields of all clouds' rows that contain numbers, times, texts and lists.
const FIELDS: [&str; 44] = [
    "status",
    "State",
    "Status",
    "name",
    "Name",
    "SrvName",
    "InstanceName",
    "createTime",
    "CreateTime",
    "CreatedAt",
    "UpdatedAt",
    "create_at",
    "update_at",
    "UpdateTime",
    "ModifyTime",
    "releaseTime",
    "expireTime",
    "ExpireTime",
    "ExpiredAt",
    "StopTime",
    "StopSchedulerTime",
    "ReleaseTime",
    "cardCount",
    "gpuCard",
    "GPU",
    "GpuType",
    "paymentTiming",
    "ChargeType",
    "InstanceChargeType",
    "SpotStrategy",
    "charging_mode",
    "zoneName",
    "Zone",
    "ZoneId",
    "Region",
    "tags",
    "volumes",
    "DiskSet",
    "IPSet",
    "BillType",
    "flavor",
    "Cpus",
    "InstanceTypeId",
    "StoppedMode",
];

#[test]
fn field_of_wrong_type_never_reads_as_stopped() {
    for cloud in CLOUDS {
        for field in FIELDS {
            for value in VALUES {
                let body =
                    page(cloud, &format!("[{}]", row(cloud, "i-1", &format!(r#","{field}":{value}"#))), "");
                let results = ClientResults::of(cloud, response(200, body));
                let what = format!("{field}: {value}, {cloud}");
                results.assert_safe(&what);
                for instance in results.list.iter().flatten().chain(results.lookup.iter().flatten()) {
                    assert_ne!(instance.state.phase(), Phase::Stopped, "{what}");
                    let _ = format!("{instance:?}");
                }
            }
        }
    }
}

#[test]
fn rows_of_wrong_type_are_an_error() {
    for rows in ["true", "7", "\"[]\"", "{\"0\":{}}", "[7]", "[\"i-1\"]", "[[]]"] {
        for cloud in CLOUDS {
            let results = ClientResults::of(cloud, response(200, page(cloud, rows, "")));
            assert!(results.list.is_err(), "{rows}, {cloud}: {:?}", results.list);
            assert!(results.lookup.is_err(), "{rows}, {cloud}: {:?}", results.lookup);
        }
    }
}

fn total_field(cloud: &str) -> &'static str {
    match cloud {
        "bce" => "maxKeys",
        "huaweicloud" => "total",
        _ => "TotalCount",
    }
}

/// Asserts that a list contains both instances, or is an error.
fn assert_two_or_error(list: &Result<Vec<Instance>>, what: &str) {
    if let Ok(list) = list {
        assert_eq!(list.len(), 2, "{what}");
    }
}

#[test]
fn wrong_total_is_an_error_or_ignored() {
    for value in VALUES {
        for cloud in CLOUDS {
            let more = format!(r#""{}":{value},"#, total_field(cloud));
            let rows = format!("[{},{}]", row(cloud, "i-1", ""), row(cloud, "i-2", ""));
            let results = ClientResults::of(cloud, response(200, page(cloud, &rows, &more)));
            let what = format!("{value}, {cloud}");
            results.assert_safe(&what);
            assert_two_or_error(&results.list, &what);
            assert_two_or_error(&results.lookup, &what);
        }
    }
}

#[test]
fn incomplete_list_does_not_prove_absence() {
    for cloud in CLOUDS.into_iter().filter(|cloud| *cloud != "bce") {
        let total = if cloud == "huaweicloud" { r#""total":5,"# } else { r#""TotalCount":5,"# };
        let results = ClientResults::of(cloud, response(200, page(cloud, "[]", total)));
        assert!(results.lookup.is_err(), "{cloud}: {:?}", results.lookup);
    }
    let results = ClientResults::of("bce", response(200, page("bce", "[]", r#""isTruncated":true,"#)));
    assert!(results.lookup.is_err(), "{:?}", results.lookup);
}

#[test]
fn duplicate_keys_do_not_panic() {
    fn duplicate_keys(cloud: &str) -> HttpResponse {
        let name = id_field(cloud);
        let rows = format!(r#"[{{"{name}":"i-1","{name}":"i-2","status":"Stopped","status":"Running"}}]"#);
        response(200, page(cloud, &rows, ""))
    }
    ClientResults::check_each("duplicate keys", duplicate_keys, |what, results| results.assert_safe(what));
}

#[test]
fn rows_without_the_requested_id_are_ignored() {
    let others = ["{}", r#"{"id":null,"UHostId":null,"ServiceID":null,"InstanceId":null}"#];
    for cloud in CLOUDS {
        let others = others.into_iter().map(str::to_owned).chain([row(cloud, "i-other", "")]);
        for other in others {
            let results = ClientResults::of(cloud, response(200, page(cloud, &format!("[{other}]"), "")));
            let lookup = results.lookup.unwrap_or_default();
            assert!(lookup.is_empty(), "{other}, {cloud}: {lookup:?}");
        }
    }
}
