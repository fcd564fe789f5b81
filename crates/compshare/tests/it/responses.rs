//! Parsing of documented and unexpected responses.

use tingji_compshare::model::{AvailabilityStatus, ChargeType, MachineSpec};
use tingji_compshare::operation::{
    DescribeAvailableCompShareInstanceTypes, DescribeCompShareGpuInventory, DescribeCompShareInstance,
    GetCompShareInstanceMonitor, GetCompShareInstancePrice, GetCompShareRefundPrice, GetProjectList,
};
use tingji_compshare::{Instance, InstanceState};
use tingji_core::{ErrorKind, Phase};

use crate::{bodies, client};

const FULL: &str = r#"{"Action":"DescribeCompShareInstanceResponse","RetCode":0,"TotalCount":"1","UHostSet":[{
    "UHostId":"uhost-1","Name":"train","Remark":"","Tag":"Default","State":"Running",
    "Region":"cn-wlcb","Zone":"cn-wlcb-01","GPU":"2","GpuType":4090,"GraphicsMemory":{"Value":24,"Rate":60},
    "CPU":16,"Memory":"65536","CpuPlatform":"Amd/Auto","CpuArch":"x86_64","MachineType":"G",
    "InstanceType":"UHost","ChargeType":"Postpay","IsSpot":false,"SpotAttribute":{},
    "InstancePrice":"1.88","CompShareImagePrice":0,"DiskPrice":0.1,
    "DiskPriceInfo":[{"ChargeType":"Postpay","Price":0.1,"IsBoot":true}],
    "PostPayPowerOffBillingResource":[{"ChargeType":"Postpay","Price":"0.1","IsBoot":"false"},7],
    "DiscountType":1,"CreateTime":"1750000000","ExpireTime":0,"StartTime":1750000100,"UpdateTime":1750000200,
    "StopTime":0,"SchedulerStopTime":"","StopSchedulerTime":1760000000,"ReleaseTime":1760604800,
    "AutoRenew":"Yes","IsExpire":"KHTdKhxO","Password":"cGFzc3dvcmQx","FileBrowserPassword":"cGFzc3dvcmQy",
    "SshLoginCommand":"ssh -p 23 root@117.50.0.1","IPSet":[{"IPMode":"IPv4","Type":"Bgp","IP":"117.50.0.1",
    "IPId":"eip-1","Bandwidth":10,"Default":"true","Weight":50}],
    "DiskSet":[{"DiskId":"bsi-1","DiskType":"CLOUD_SSD","IsBoot":"True","Type":"Boot","Size":100,
    "Encrypted":"false","Iops":9}],"UDiskSet":null,"TotalDiskSpace":0,
    "Softwares":[{"Name":"JupyterLab","URL":"http://117.50.0.1:8888/?token=dG9rZW4z"}],
    "CompShareImageId":"compshareImage-1","OsName":"Ubuntu","OsType":"Linux","SupportWithoutGpuStart":true,
    "WithoutGpuSpec":{"Cpu":1,"Gpu":0,"Memory":4},"MonitorMessages":{"CpuUsageRate":"1","GpuInfo":[]},
    "QemuVersion":"x","WebTerminal":{"Token":"dG9rZW40"}}]}"#;

async fn first(body: &str) -> Instance {
    let page = client(&bodies([body])).send(&DescribeCompShareInstance::new()).await.unwrap();
    assert_eq!(page.total_count, Some(1));
    page.uhost_set[0].clone()
}

async fn with(field: &str) -> Instance {
    first(&format!(r#"{{"RetCode":0,"TotalCount":1,"UHostSet":[{{"UHostId":"uhost-1",{field}}}]}}"#)).await
}

#[tokio::test]
async fn instance_is_parsed_with_all_fields() {
    let one = first(FULL).await;
    assert_eq!(one.state, Some(InstanceState::Running));
    assert_eq!((one.gpu, one.gpu_type.as_deref(), one.memory), (Some(2), Some("4090"), Some(65_536)));
    assert_eq!(one.graphics_memory.as_ref().unwrap().value, Some(24));
    assert_eq!((one.instance_price, one.auto_renew, one.is_expire), (Some(1.88), Some(true), None));
    let billed = &one.post_pay_power_off_billing_resource;
    assert_eq!((billed.len(), billed[0].price, billed[0].is_boot), (1, Some(0.1), Some(false)));
    assert_eq!((one.disk_set[0].is_boot, one.disk_set[0].encrypted), (Some(true), Some(false)));
    assert_eq!((one.ip_set[0].ip.as_deref(), one.ip_set[0].is_default), (Some("117.50.0.1"), Some(true)));
    assert_eq!(one.disk_set[0].extra.keys().collect::<Vec<_>>(), ["Iops"]);
    assert_eq!(one.without_gpu_spec.as_ref().unwrap().cpu, Some(1));
    assert_eq!(one.qemu_version.as_deref(), Some("x"));
    assert_eq!(one.extra.keys().collect::<Vec<_>>(), ["WebTerminal"]);
}

#[tokio::test]
async fn times_are_parsed_and_zero_means_never() {
    let one = first(FULL).await;
    assert_eq!(one.created().unwrap().seconds(), 1_750_000_000);
    assert_eq!(one.scheduled_stop().unwrap().seconds(), 1_760_000_000);
    assert_eq!(one.scheduled_release().unwrap().seconds(), 1_760_604_800);
    assert_eq!(one.started().unwrap().seconds(), 1_750_000_100);
    assert_eq!(one.updated().unwrap().seconds(), 1_750_000_200);
    assert_eq!((one.expires(), one.stopped(), one.us3_attached()), (None, None, None));
    let stopped =
        with(r#""StopTime":"1750000300","ExpireTime":1750000400.0,"AttachUs3Time":1750000500"#).await;
    let seconds =
        [stopped.stopped(), stopped.expires(), stopped.us3_attached()].map(|time| time.unwrap().seconds());
    assert_eq!(seconds, [1_750_000_300, 1_750_000_400, 1_750_000_500]);
    let none = with(r#""SchedulerStopTime":0,"StopSchedulerTime":"","ReleaseTime":null"#).await;
    assert_eq!((none.scheduled_stop(), none.scheduled_release(), none.created()), (None, None, None));
}

#[tokio::test]
async fn passwords_and_tokens_are_readable_but_not_in_debug() {
    let one = first(FULL).await;
    assert_eq!(one.password.as_ref().unwrap().expose_secret(), "cGFzc3dvcmQx");
    assert_eq!(one.file_browser_password.as_ref().unwrap().expose_secret(), "cGFzc3dvcmQy");
    assert_eq!(one.ssh_login_command.as_ref().unwrap().expose_secret(), "ssh -p 23 root@117.50.0.1");
    let text = format!("{one:?} {one:#?}");
    for secret in ["cGFzc3dvcmQx", "cGFzc3dvcmQy", "root@117.50.0.1", "dG9rZW4z", "dG9rZW40"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn null_list_is_empty() {
    let recorder = bodies([r#"{"RetCode":0,"TotalCount":0,"UHostSet":null}"#]);
    assert!(client(&recorder).send(&DescribeCompShareInstance::new()).await.unwrap().uhost_set.is_empty());
}

fn other(text: &str) -> Option<InstanceState> {
    Some(InstanceState::Other(text.to_owned()))
}

#[tokio::test]
async fn unknown_and_missing_states_are_preserved() {
    assert_eq!(with(r#""State":"Interrupted""#).await.state, other("Interrupted"));
    assert_eq!(with(r#""State":"""#).await.state, other(""));
    assert_eq!(with(r#""State":null"#).await.state, None);
}

#[tokio::test]
async fn spot_instance_is_detected_by_either_field() {
    assert!(with(r#""IsSpot":true,"ChargeType":"Dynamic""#).await.is_spot());
    assert!(with(r#""IsSpot":"true""#).await.is_spot());
    assert!(with(r#""ChargeType":"Spot""#).await.is_spot());
    assert!(!with(r#""IsSpot":false,"ChargeType":"Postpay""#).await.is_spot());
    assert!(!with(r#""Name":"Spot""#).await.is_spot());
}

#[tokio::test]
async fn malformed_field_does_not_lose_the_instance() {
    let one =
        with(r#""GPU":"two","CPU":[],"IPSet":{},"Password":{"a":1},"IsSpot":"perhaps","WithoutGpuSpec":3"#)
            .await;
    assert_eq!((one.gpu, one.cpu, one.ip_set.len(), one.spot), (None, None, 0, None));
    assert!(one.password.is_none() && one.without_gpu_spec.is_none());
}

fn phase(text: &str) -> Phase {
    InstanceState::from(text.to_owned()).phase()
}

#[test]
fn states_map_to_phases_and_back_to_text() {
    for text in ["Initializing", "Install", "Starting", "Rebooting", "Resizing", "Reinstalling", "Pending"] {
        assert_eq!(phase(text), Phase::Changing, "{text}");
    }
    assert_eq!(phase("Running"), Phase::Running);
    assert_eq!(phase("Stopping"), Phase::Stopping);
    assert_eq!(phase("Stopped"), Phase::Stopped);
    assert_eq!(phase("Install Fail"), Phase::Unstoppable);
    for text in ["", "stopped", "InstallFail", "Interrupted"] {
        assert_eq!(phase(text), Phase::Unknown, "{text}");
        assert_eq!(String::from(InstanceState::from(text.to_owned())), text);
    }
}

#[tokio::test]
async fn prices_are_parsed_under_both_names() {
    let details = r#"[{"ChargeType":"Postpay","Instance":"1.88","Disks":0}]"#;
    let price = GetCompShareInstancePrice::new(MachineSpec::new("4090", 1, 16, 65_536)).zone("cn-wlcb-01");
    let plural = format!(r#"{{"RetCode":0,"PriceDetails":{details},"ListPriceDetails":null}}"#);
    let singular = format!(r#"{{"RetCode":0,"PriceDetail":{details}}}"#);
    let both = format!(r#"{{"RetCode":0,"PriceDetails":{details},"PriceDetail":null}}"#);
    for body in [plural, singular, both] {
        let prices = client(&bodies([&body])).send(&price).await.unwrap().output;
        assert_eq!(prices.price_details[0].instance, Some(1.88), "{body}");
        assert_eq!(prices.price_details[0].charge_type, Some(ChargeType::Postpay));
        assert!(prices.list_price_details.is_empty());
    }
    let error = client(&bodies([r#"{"RetCode":0}"#])).send(&price).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn refund_reason_is_parsed_under_both_names() {
    let body = r#"{"RetCode":0,"RefundPriceSet":[{"UHostId":"a","Code":"8","ErrMessage":"x"},
        {"UHostId":"b","Message":"y","RefundPrice":"1.5"},{"UHostId":"c","Message":""}]}"#;
    let refund = GetCompShareRefundPrice::new(["a", "b", "c"]).zone("cn-wlcb-01");
    let set = client(&bodies([body])).send(&refund).await.unwrap().output.refund_price_set;
    assert_eq!(set.iter().map(|one| one.reason()).collect::<Vec<_>>(), [Some("x"), Some("y"), None]);
    assert_eq!((set[0].code, set[1].refund_price), (Some(8), Some(1.5)));
}

fn series(values: &str) -> String {
    format!(r#"{{"Values":[{values}]}}"#)
}

#[tokio::test]
async fn latest_value_is_the_highest_of_the_newest() {
    let first = series(r#"{"Timestamp":20,"Value":3},{"Timestamp":10,"Value":99}"#);
    let second = series(r#"{"Timestamp":"20","Value":"7.5"}"#);
    let metric = format!(r#"{{"MetricKey":"cloudwatch_gpu_util","Results":[{first},{second}]}}"#);
    let body = format!(
        r#"{{"RetCode":0,"Data":{{"List":[{{"UHostId":"a","Metrics":[{metric}]}}],"PodList":null}}}}"#
    );
    let monitor = GetCompShareInstanceMonitor::new(["a"]).region("cn-wlcb");
    let output = client(&bodies([&body])).send(&monitor).await.unwrap().output;
    assert_eq!(output.data.list[0].latest_value("cloudwatch_gpu_util"), Some(7.5));
    assert_eq!(output.data.list[0].latest_value("uhost_cpu_used"), None);
}

#[tokio::test]
async fn free_gpus_are_parsed_under_both_names() {
    let inventory = DescribeCompShareGpuInventory::new().region("cn-wlcb");
    for name in ["GpuInventoryByZone", "GpuInventory"] {
        let body = format!(
            r#"{{"RetCode":0,"{name}":{{"Exclusive":{{"5000":{{"4090":"7","A100":{{}}}}}}}},"UpdateTime":1790000000}}"#
        );
        let free = client(&bodies([&body])).send(&inventory).await.unwrap().output;
        assert_eq!(free.free("Exclusive", 5000, "4090"), Some(7));
        assert_eq!((free.free("Exclusive", 5000, "A100"), free.free("Spot", 5000, "4090")), (None, None));
        assert_eq!(free.updated().unwrap().seconds(), 1_790_000_000);
    }
}

#[tokio::test]
async fn unknown_availability_values_are_preserved() {
    let body = r#"{"RetCode":0,"AvailableInstanceTypes":[{"Name":4090,"Status":"Rationed","CpuPlatforms":[],"New":1,
        "MachineSizes":[{"Gpu":"1","Collection":[{"Cpu":16,"Memory":["64",96,{}]}]}]}]}"#;
    let list = DescribeAvailableCompShareInstanceTypes::new().region("cn-wlcb");
    let machine_type = client(&bodies([body])).send(&list).await.unwrap().available_instance_types[0].clone();
    assert_eq!(
        (machine_type.name.as_deref(), machine_type.status),
        (Some("4090"), Some(AvailabilityStatus::Other("Rationed".into())))
    );
    assert_eq!(
        (machine_type.machine_sizes[0].gpu, &*machine_type.machine_sizes[0].collection[0].memory),
        (Some(1), &[64, 96][..])
    );
    assert!(machine_type.cpu_platforms.is_none() && machine_type.extra.contains_key("New"));
    let error = client(&bodies([])).send(&DescribeAvailableCompShareInstanceTypes::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}

#[tokio::test]
async fn null_measurements_are_empty() {
    let monitor = GetCompShareInstanceMonitor::new(["a"]).region("cn-wlcb");
    let output = client(&bodies([r#"{"RetCode":0,"Data":null}"#])).send(&monitor).await.unwrap().output;
    assert!(output.data.list.is_empty() && output.data.pod_list.is_empty());
}

async fn default_project(second_is_default: bool) -> Option<String> {
    let second = format!(r#"{{"ProjectId":"org-2","IsDefault":{second_is_default}}}"#);
    let body = format!(r#"{{"RetCode":0,"ProjectSet":[{{"ProjectId":"org-1"}},{second}]}}"#);
    let list = client(&bodies([&body])).send(&GetProjectList::new()).await.unwrap().output;
    list.default_project().and_then(|project| project.project_id.clone())
}

#[tokio::test]
async fn default_project_is_the_marked_or_first_one() {
    assert_eq!(default_project(true).await.as_deref(), Some("org-2"));
    assert_eq!(default_project(false).await.as_deref(), Some("org-1"));
}

#[tokio::test]
async fn stream_reads_every_page() {
    let pages = [
        r#"{"RetCode":0,"TotalCount":2,"UHostSet":[{"UHostId":"uhost-a"}]}"#,
        r#"{"RetCode":0,"TotalCount":2,"UHostSet":[{"UHostId":"uhost-b"}]}"#,
    ];
    let recorder = bodies(pages);
    let mut instances = client(&recorder).stream(DescribeCompShareInstance::new().limit(1));
    let mut ids = Vec::new();
    while let Some(instance) = instances.next().await {
        ids.push(instance.unwrap().uhost_id.unwrap());
    }
    assert_eq!(ids, ["uhost-a", "uhost-b"]);
    assert!(recorder.last().contains("\nOffset=1\n"), "{}", recorder.last());
}
