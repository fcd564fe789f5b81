//! Which instances a filter means, and what a wrong one is told.

use proptest::prelude::*;
use tingji::Cloud;
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

fn holds(filter: &str) -> bool {
    let instance = instance("Train-7");
    let row = ListedInstance { cloud: Cloud::Compshare, profile: Some("lab"), instance: &instance, now: NOW };
    Selection::all().filter(filter).unwrap().matches(&row)
}

#[test]
fn expressions_read_as_they_are_written() {
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
        "release!=2026 and (((gpus=2)))",
        "profile=lab and id=uhost-1",
    ] {
        assert!(holds(filter), "{filter}");
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
        assert!(!holds(filter), "{filter}");
    }
}

#[test]
fn and_binds_closer_than_or() {
    assert!(holds("cloud=compshare or cloud=bce and name=nobody"));
    assert!(!holds("(cloud=compshare or cloud=bce) and name=nobody"));
    assert!(holds("not name=nobody and not name=none"));
}

#[test]
fn what_can_be_meant_is_read() {
    for filter in [
        "created<2026",
        "created>=2026-11",
        "expires<2026-11-21T08:00:00Z",
        "release=''",
        "phase=Deleting or phase!=unknown",
        "cloud=CompShare",
        "name!=''",
    ] {
        Selection::all().filter(filter).unwrap();
    }
}

#[test]
fn a_wrong_filter_is_told_where_and_why() {
    let told = |filter: &str| Selection::all().filter(filter).unwrap_err().to_string();
    for (filter, why) in [
        ("", "ends where a field is expected"),
        ("gpu", "ends where one of = != ~ !~ < <= > >= is expected"),
        ("gpu=", "ends where a value is expected"),
        ("gpu=~4090", "has \"~4090\" where a value, quoted if it begins so, is expected"),
        ("colour=red", "\"colour\" is no field: use cloud, "),
        ("gpu=4090 charge=Postpay", "has \"charge=Postp\" where `and`, `or` or the end is expected"),
        ("(gpu=4090", "ends where `)` is expected"),
        ("name='x", "has a ' that is not closed"),
        ("gpus>many", "compares gpus with \"many\", which is no number"),
        ("age>soon", "compares age with \"soon\": write 90s, 15m, 3h, 2d or 1w"),
        ("spot=true", "compares spot with \"true\": it is yes or no"),
        ("created<7d", "compares created with \"7d\": write 2026-11 or 2026-11-21T08:00"),
        ("expires>soon", "compares expires with \"soon\""),
        ("release<2026-1", "compares release with \"2026-1\""),
        ("created<''", "compares created with \"\""),
        ("price=cheap", "compares price with \"cheap\", which is no number"),
        ("cloud!=compshar", "compares cloud with \"compshar\", which is no cloud: use ucloud, compshare, "),
        ("not phase=runing", "compares phase with \"runing\", which is no phase: use changing, running, "),
        ("name~''", "looks for no text in name"),
        ("tag.job!~\"\"", "looks for no text in tag.job"),
        ("and", "\"and\" is no field"),
    ] {
        assert!(told(filter).contains(why), "{filter}: {}", told(filter));
    }
    let deep = told(&"(".repeat(4000));
    assert!(deep.contains("nested more than 64 deep"), "{deep}");
    assert!(told(&"x".repeat(5000)).contains("longer than 4096"));
}

#[test]
fn names_fit_patterns_and_tags_are_all_there() {
    let instance = instance("Train-7");
    let row = ListedInstance { cloud: Cloud::Bce, profile: None, instance: &instance, now: NOW };
    let fits = |selection: Selection| selection.matches(&row);
    assert!(fits(Selection::all().name("train-*")));
    assert!(fits(Selection::all().name("nobody").name("*-?")));
    assert!(!fits(Selection::all().name("train")));
    assert!(fits(Selection::all().tag("team")) && fits(Selection::all().tag("team=vision 组")));
    assert!(!fits(Selection::all().tag("team").tag("owner")));
    assert!(Selection::all().is_all() && !Selection::all().tag("team").is_all());
}

#[test]
fn rows_are_ordered_by_a_field_and_the_unknown_comes_last() {
    let (one, mut two, mut three) = (instance("b"), instance("A"), instance("c"));
    two.created = Some(NOW.plus(-60));
    three.created = None;
    let rows = [&one, &two, &three].map(|instance| ListedInstance {
        cloud: Cloud::Bce,
        profile: None,
        instance,
        now: NOW,
    });
    let sorted = |order: &str| {
        let (order, mut rows): (SortOrder, _) = (order.parse().unwrap(), rows);
        rows.sort_by(|one, other| order.compare(one, other));
        rows.map(|row| row.instance.name.clone())
    };
    assert_eq!(sorted("name"), ["A", "b", "c"]);
    assert_eq!(sorted("-name"), ["c", "b", "A"]);
    assert_eq!(sorted("age"), ["A", "b", "c"]);
    assert_eq!(sorted("-age"), ["b", "A", "c"]);
    assert!("colour".parse::<SortOrder>().is_err());
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,80}") {
        let _ = Selection::all().filter(&text);
    }

    #[test]
    fn nor_does_anything_made_of_its_own_words(
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
