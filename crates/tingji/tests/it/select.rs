//! Filters: matching, and messages for mistakes.

use crate::clouds::{BCE, COMPSHARE};
use proptest::prelude::*;
use tingji::core::lifecycle::{Gpu, Price};
use tingji::core::{Instance, InstanceId, Phase, State, UnixTime};
use tingji::select::{ListedInstance, Selection, SortOrder};

const NOW: UnixTime = UnixTime::from_seconds(1_800_000_000);

fn instance(name: &str) -> Instance {
    let id = InstanceId::new("uhost-1", None).unwrap();
    let mut instance = Instance::new(id, State::new(Phase::Running, "Running"));
    instance.name = name.to_owned();
    instance.region = Some("cn-wlcb".to_owned());
    instance.gpu = Some(Gpu { kind: "4090".to_owned(), count: 2 });
    instance.charge = Some("Postpay".to_owned());
    instance.price = Price::new(1.88, "CNY", "hour");
    instance.created = Some(NOW.plus(-3 * 86_400));
    instance.tags = vec![("team".to_owned(), "vision 组".to_owned())];
    instance
}

fn matches(filter: &str) -> bool {
    let instance = instance("Train-7");
    let row = ListedInstance { cloud: COMPSHARE, profile: Some("lab"), instance: &instance, now: NOW };
    Selection::all().filter(filter).unwrap().matches(&row)
}

#[test]
fn expressions_evaluate_as_documented() {
    for filter in [
        "gpu~4090 and charge=Postpay",
        "gpu~4090 AND charge=postpay",
        "cloud=bce or region=cn-wlcb",
        "not cloud=bce",
        "not (cloud=bce or cloud=volcengine) and gpus>=2",
        "name='Train-7'",
        "name = \"train-7\"",
        "age>2d and age<=72h",
        "age>1d12h",
        "created<2030 and created>=2026-11",
        "spot=no and spot!=yes",
        "price>1 and price<=1.88 and price=1.88 and price~CNY",
        "phase=running state!=Stopped".replace(" state", " and state").as_str(),
        "tag.team='vision 组'",
        "tag.team~组",
        "tag.owner=''",
        "zone=\"\"",
        "zone!~a",
        "release!=2026-11-21T08:00:00Z and (((gpus=2)))",
        "profile=lab and id=uhost-1",
    ] {
        assert!(matches(filter), "{filter}");
    }
    for filter in [
        "gpu~A100",
        "gpus<2",
        "age<1w and age>1w",
        "zone=a",
        "zone~a",
        "tag.owner=x",
        "expires<2099",
        "price>1.88",
    ] {
        assert!(!matches(filter), "{filter}");
    }
}

#[test]
fn and_binds_closer_than_or() {
    assert!(matches("cloud=compshare or cloud=bce and name=missing"));
    assert!(!matches("(cloud=compshare or cloud=bce) and name=missing"));
    assert!(matches("not name=missing and not name=none"));
}

#[test]
fn valid_expressions_are_parsed() {
    for filter in [
        "created<2026",
        "created>=2026-11",
        "expires<2026-11-21T08:00:00Z",
        "release=''",
        "phase=Deleting or phase!=unknown",
        "cloud=CompShare",
        "name!=''",
        "created~2026-11",
        "created=2024-02-29T08:00:00Z",
        "created<2024-02-29T23:59",
        "phase~stop and phase!~ing",
        "spot=no",
        "gpus=0 or gpus>0 or gpus~2",
        "gpus=''",
        "price=0.0001 and price<1e3",
        "age>0s and age~d",
        "cloud~u",
    ] {
        Selection::all().filter(filter).unwrap();
    }
}

fn filter_error(filter: &str) -> String {
    Selection::all().filter(filter).unwrap_err().to_string()
}

#[test]
fn invalid_filter_error_names_place_and_reason() {
    for (filter, why) in [
        ("", "ends where a field is expected"),
        ("gpu", "ends where one of = != ~ !~ < <= > >= is expected"),
        ("gpu=", "ends where a value is expected"),
        ("gpu=~4090", "has \"~4090\" where a value (quote a value that begins with an operator) is expected"),
        ("colour=red", "\"colour\" is not a field: use cloud, "),
        ("gpu=4090 charge=Postpay", "has \"charge=Postp\" where `and`, `or` or the end is expected"),
        ("(gpu=4090", "ends where `)` is expected"),
        ("name='x", "has a ' that is not closed"),
        ("gpus>many", "compares gpus with \"many\", which is not a number"),
        ("age>soon", "compares age with \"soon\": write 90s, 15m, 3h, 2d or 1w"),
        ("spot=true", "compares spot with \"true\": use yes or no"),
        ("created<7d", "compares created with \"7d\": write 2026-11 or 2026-11-21T08:00"),
        ("expires>soon", "compares expires with \"soon\""),
        ("release<2026-1", "compares release with \"2026-1\""),
        ("created<''", "compares created with \"\""),
        ("price=cheap", "compares price with \"cheap\", which is not a number"),
        (
            "cloud!=compshar",
            "compares cloud with \"compshar\", which is not a cloud: use ucloud, compshare, ",
        ),
        ("not phase=runing", "compares phase with \"runing\", which is not a phase: use changing, running, "),
        ("phase=''", "compares phase with \"\", which is not a phase"),
        ("phase~runing", "compares phase with \"runing\", which is not a phase"),
        ("phase<running", "compares phase with \"running\" by its order, but it has none"),
        ("cloud!~azure", "which is not a cloud: use ucloud, "),
        ("cloud>=bce", "by its order, but it has none"),
        ("spot=YES", "compares spot with \"YES\": use yes or no"),
        ("spot=1", "use yes or no"),
        ("spot=''", "use yes or no"),
        ("spot~y", "use spot=yes or spot=no"),
        ("spot!=maybe", "use yes or no"),
        ("id=''", "compares id with \"\", which is not an id"),
        ("id!='i-1?'", "which is not an id"),
        ("name>''", "which never or always holds; for all known values, use name!=''"),
        ("tag.job<''", "use tag.job!=''"),
        ("name~''", "searches name for an empty text"),
        ("tag.job!~\"\"", "searches tag.job for an empty text"),
        ("and", "\"and\" is not a field"),
    ] {
        assert!(filter_error(filter).contains(why), "{filter}: {}", filter_error(filter));
    }
    let deep = filter_error(&"(".repeat(4000));
    assert!(deep.contains("nested more than 64 deep"), "{deep}");
    assert!(filter_error(&"x".repeat(5000)).contains("longer than 4096"));
}

#[test]
fn number_without_matches_is_an_error() {
    for value in ["-1", "+1", "1.5", "0x2", "4294967296", "99999999999999999999", "NaN", "inf"] {
        for sign in ["=", "!=", "<", "<=", ">", ">=", "~", "!~"] {
            let why = filter_error(&format!("gpus{sign}{value}"));
            assert!(why.contains("which is not a number of GPUs"), "{sign}{value}: {why}");
        }
    }
    for value in ["NaN", "nan", "inf", "-inf", "infinity", "1e999", "-1e999", "-1", "-0", "0", "1e12"] {
        for sign in ["=", "!=", "<", "<=", ">", ">="] {
            let why = filter_error(&format!("price{sign}{value}"));
            assert!(why.contains("which is not a number") || why.contains("a price is positive"), "{why}");
        }
    }
    assert!(filter_error("price=1.88001").contains("at most four decimals"));
    for value in ["-1d", "-5", "+5", "inf", "NaN", "1.5d", "1d-2h", "99999999999999999999d", "9999999w"] {
        for sign in ["=", "!=", "<", ">", ">="] {
            let why = filter_error(&format!("age{sign}{value}"));
            assert!(why.contains("write 90s, 15m, 3h, 2d or 1w"), "{sign}{value}: {why}");
        }
    }
    assert!(filter_error("age~soon").contains("write 90s"));
}

#[test]
fn comparison_with_the_lowest_value_is_an_error() {
    for (never, always) in [("gpus<0", "gpus>=0"), ("age<0", "age>=0"), ("age<0d", "age>=0s")] {
        assert!(filter_error(never).contains("which can never hold"), "{never}");
        assert!(filter_error(always).contains("which always holds; for all known values, use "), "{always}");
    }
}

#[test]
fn time_that_does_not_exist_is_an_error() {
    for value in [
        "2026-13",
        "2026-00",
        "2026-02-30",
        "2025-02-29",
        "2100-02-29",
        "2026-11-31",
        "2026-11-00",
        "2026-11-21T24",
        "2026-11-21T25:00",
        "2026-11-21T08:60",
        "2026-11-21T08:00:60Z",
        "2026-11-21T08:00:00z",
        "2026-11-21 08:00",
        "2026-11-21T08:00:00+08",
        "1969",
        "0000",
        "-2026",
        "20261",
        "２０２６",
    ] {
        for field in ["created", "release", "stops", "expires"] {
            for sign in ["<=", "<", ">", ">=", "=", "!="] {
                let why = filter_error(&format!("{field}{sign}'{value}'"));
                assert!(why.contains("write 2026-11 or 2026-11-21T08:00"), "{field}{sign}{value}: {why}");
            }
        }
    }
    for value in ["2026-13", "2026-02-30", "soon", "T", "-", ":"] {
        assert!(filter_error(&format!("created~{value}")).contains("write 2026-11"), "{value}");
    }
}

#[test]
fn time_never_equals_its_beginning() {
    for filter in
        ["created=2026-11", "created!=2026", "expires=2026-11-21T08:00", "stops=2026-11-21T08:00:00"]
    {
        let why = filter_error(filter);
        assert!(why.contains("but no time equals its beginning: write "), "{filter}: {why}");
    }
    assert!(filter_error("created=2026-11").contains("write created~2026-11, or a whole time"));
}

#[test]
fn names_match_patterns_and_all_tags_are_required() {
    let instance = instance("Train-7");
    let row = ListedInstance { cloud: BCE, profile: None, instance: &instance, now: NOW };
    assert!(Selection::all().name("train-*").matches(&row));
    assert!(Selection::all().name("missing").name("*-?").matches(&row));
    assert!(!Selection::all().name("train").matches(&row));
    assert!(Selection::all().tag("team").matches(&row));
    assert!(Selection::all().tag("team=vision 组").matches(&row));
    assert!(!Selection::all().tag("team").tag("owner").matches(&row));
    assert!(Selection::all().is_all() && !Selection::all().tag("team").is_all());
}

fn sorted_names(mut rows: [ListedInstance<'_>; 3], order: &str) -> [String; 3] {
    let order: SortOrder = order.parse().unwrap();
    rows.sort_by(|one, other| order.compare(one, other));
    rows.map(|row| row.instance.name.clone())
}

#[test]
fn sort_order_puts_unknown_values_last() {
    let first = instance("b");
    let mut second = instance("A");
    second.created = Some(NOW.plus(-60));
    let mut third = instance("c");
    third.created = None;
    let rows = [&first, &second, &third].map(|instance| ListedInstance {
        cloud: BCE,
        profile: None,
        instance,
        now: NOW,
    });
    assert_eq!(sorted_names(rows, "name"), ["A", "b", "c"]);
    assert_eq!(sorted_names(rows, "-name"), ["c", "b", "A"]);
    assert_eq!(sorted_names(rows, "age"), ["A", "b", "c"]);
    assert_eq!(sorted_names(rows, "-age"), ["b", "A", "c"]);
    assert!("colour".parse::<SortOrder>().is_err());
}

proptest! {
    #[test]
    fn parser_never_panics_on_arbitrary_text(text in ".{0,80}") {
        let _ = Selection::all().filter(&text);
    }

    #[test]
    fn parser_never_panics_on_its_own_tokens(
        words in proptest::collection::vec(
            prop_oneof![
                Just("and"), Just("or"), Just("not"), Just("("), Just(")"), Just("gpu"), Just("="), Just("~"),
                Just("age"), Just(">"), Just("2d"), Just("'"), Just("tag.x"), Just("!="), Just("组"),
            ],
            0..20,
        )
    ) {
        let _ = Selection::all().filter(&words.join(" "));
        let _ = Selection::all().filter(&words.concat());
    }
}
