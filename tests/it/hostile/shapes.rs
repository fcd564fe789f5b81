//! JSON of the cloud's own shape with values that are not.

use tingji_core::operation::HttpResponse;
use tingji_core::{Phase, Result};
use tingji_tests::peer::reply;

use super::{CLOUDS, Met, page, row};

/// Values that stand where others belong.
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

/// Fields of all clouds' rows in which numbers, times, texts and lists are read.
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
fn a_field_of_another_type_is_an_error_or_a_row_whose_state_is_not_made_up() {
    for cloud in CLOUDS {
        for field in FIELDS {
            for value in VALUES {
                let body =
                    page(cloud, &format!("[{}]", row(cloud, "i-1", &format!(r#","{field}":{value}"#))), "");
                let met = Met::with(cloud, reply(200, body));
                let what = format!("{field}: {value}, {cloud}");
                met.is_fair(&what);
                for instance in met.list.iter().flatten().chain(met.found.iter().flatten()) {
                    assert_ne!(instance.state.phase(), Phase::Stopped, "{what}");
                    let _ = format!("{instance:?}");
                }
            }
        }
    }
}

#[test]
fn a_list_that_is_none_is_an_error_and_not_an_empty_one() {
    for rows in ["true", "7", "\"[]\"", "{\"0\":{}}", "[7]", "[\"i-1\"]", "[[]]"] {
        for cloud in CLOUDS {
            let met = Met::with(cloud, reply(200, page(cloud, rows, "")));
            assert!(met.list.is_err(), "{rows}, {cloud}: {:?}", met.list);
            assert!(met.found.is_err(), "{rows}, {cloud}: {:?}", met.found);
        }
    }
}

#[test]
fn totals_that_lie_are_an_error_or_change_nothing() {
    let total = |cloud: &str| match cloud {
        "bce" => "maxKeys",
        "huaweicloud" => "total",
        _ => "TotalCount",
    };
    for value in VALUES {
        for cloud in CLOUDS {
            let more = format!(r#""{}":{value},"#, total(cloud));
            let rows = format!("[{},{}]", row(cloud, "i-1", ""), row(cloud, "i-2", ""));
            let met = Met::with(cloud, reply(200, page(cloud, &rows, &more)));
            let what = format!("{value}, {cloud}");
            met.is_fair(&what);
            let count = |found: &Result<Vec<_>>| found.as_ref().map_or(2, Vec::len);
            // Either both are there, or an error says that the list makes no sense.
            assert_eq!((count(&met.list), count(&met.found)), (2, 2), "{what}");
        }
    }
}

#[test]
fn a_list_that_speaks_of_more_than_it_holds_is_no_proof_of_absence() {
    for cloud in CLOUDS.into_iter().filter(|cloud| *cloud != "bce") {
        let total = if cloud == "huaweicloud" { r#""total":5,"# } else { r#""TotalCount":5,"# };
        let met = Met::with(cloud, reply(200, page(cloud, "[]", total)));
        assert!(met.found.is_err(), "{cloud}: {:?}", met.found);
    }
    let met = Met::with("bce", reply(200, page("bce", "[]", r#""isTruncated":true,"#)));
    assert!(met.found.is_err(), "{:?}", met.found);
}

#[test]
fn keys_that_occur_twice_are_no_panic() {
    fn made(cloud: &str) -> HttpResponse {
        let name = super::id_name(cloud);
        let rows = format!(r#"[{{"{name}":"i-1","{name}":"i-2","status":"Stopped","status":"Running"}}]"#);
        reply(200, page(cloud, &rows, ""))
    }
    Met::each("keys twice", made, |what, met| met.is_fair(what));
}

#[test]
fn rows_without_an_id_or_with_anothers_are_not_what_was_asked_for() {
    let others = ["{}", r#"{"id":null,"UHostId":null,"ServiceID":null,"InstanceId":null}"#];
    for cloud in CLOUDS {
        let others = others.into_iter().map(str::to_owned).chain([row(cloud, "i-other", "")]);
        for other in others {
            let met = Met::with(cloud, reply(200, page(cloud, &format!("[{other}]"), "")));
            let found = met.found.unwrap_or_default();
            assert!(found.is_empty(), "{other}, {cloud}: {found:?}");
        }
    }
}
