use std::time::Duration;
use tingji_huaweicloud::model::*;
use tingji_huaweicloud::operation::*;
use tingji_huaweicloud::{Client, Iam, ModelArts};
use tingji_core::operation::Operation;
use tingji_sandbox::{Cloud, Sandbox, Scenario, Clock};

fn save(name: &str, raw: &[u8]) {
    let v: serde_json::Value = serde_json::from_slice(raw).unwrap();
    std::fs::create_dir_all("tests/fixtures").unwrap();
    std::fs::write(format!("tests/fixtures/{name}.json"), serde_json::to_string_pretty(&v).unwrap() + "\n").unwrap();
}
async fn go<O: Operation<Protocol = ModelArts>>(c: &Client, op: O) -> O::Output {
    let r = c.send(&op).await.unwrap();
    save(O::NAME, &r.raw);
    r.output
}
#[tokio::test]
async fn dump() {
    let file = r#"{"transition":{"after_ms":1000},"instances":[
     {"cloud":"huaweicloud","id":"62383738-e52a-450a-9f84-f9e705402be8","name":"snt9b-train","instance_type":"modelarts.bm.npu.arm.8snt9b.d"},
     {"cloud":"huaweicloud","id":"1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10","name":"pnt1-infer","instance_type":"modelarts.vm.gpu.pnt1.ei","charge_type":"PRE_PAID"},
     {"cloud":"huaweicloud","id":"2e1d5b9f-7b63-4a1c-9d2e-3a4c6b8d0f21","name":"node-1","instance_type":"modelarts.hps.npu.arm.384snt9c","supernode":"3f2e6ca0-8c74-4b2d-8e3f-4b5d7c9e1a32"}]}"#;
    let at = Duration::from_secs(1_790_000_000);
    let sandbox = Sandbox::bind_with_clock("127.0.0.1:0".parse().unwrap(), Scenario::from_json(file).unwrap(), Clock::new(move || at)).await.unwrap();
    let clock = std::sync::Arc::new(tingji_core::testing::FixedClock::at(tingji_core::UnixTime::from_seconds(1_790_000_000)));
    let b = Client::builder(sandbox.credential(Cloud::Huaweicloud)).endpoint(&sandbox.endpoint()).unwrap().clock(clock);
    let c = b.clone().build_with_project_lookup().await.unwrap();
    let s = "62383738-e52a-450a-9f84-f9e705402be8";
    let h = "3f2e6ca0-8c74-4b2d-8e3f-4b5d7c9e1a32";
    go(&c, ListDevServers::new()).await;
    go(&c, ListAllDevServers).await;
    go(&c, SyncDevServers::new()).await;
    go(&c, ShowDevServer::new(s).unwrap()).await;
    go(&c, UpdateDevServer::new(s, "renamed").unwrap()).await;
    go(&c, RebootDevServer::new(s).unwrap()).await;
    sandbox.advance(Duration::from_secs(1));
    let r = c.send(&StopDevServer::new(s).unwrap()).await.unwrap();
    save("StopDevServer", &r.raw);
    go(&c, GetDevServerOperation::new(s, &r.request_id.unwrap()).unwrap()).await;
    sandbox.advance(Duration::from_secs(1));
    let key = || Login::KeyPairName("my-key".into());
    go(&c, ReinstallDevServerOS::new(s, key()).unwrap()).await;
    sandbox.advance(Duration::from_secs(1));
    go(&c, BatchDevServersAction::new(BatchAction::Stop, [s]).unwrap()).await;
    sandbox.advance(Duration::from_secs(1));
    go(&c, ChangeDevServerOS::new(s, "f32be886-5a0d-4eb4-8899-129bb45f9fce", key()).unwrap()).await;
    sandbox.advance(Duration::from_secs(1));
    c.send(&StopDevServer::new(s).unwrap()).await.unwrap();
    sandbox.advance(Duration::from_secs(1));
    go(&c, StartDevServer::new(s).unwrap()).await;
    sandbox.advance(Duration::from_secs(1));
    go(&c, DeleteDevServer::new(s).unwrap()).await;
    let net = ServerNetwork::new("3f1c1f0e-7a5d-4c3b-9b2a-0d1e2f3a4b5c", "4a2d2e1f-8b6e-4d4c-8c3b-1e2f3a4b5c6d", "sg");
    go(&c, CreateDevServer::new("train-2", "c90fb553-2cdb-4b81-b56a-ef68812c6cf7", net, key()).flavor("modelarts.vm.gpu.pnt1.ei")).await;
    go(&c, ListHyperinstances::new()).await;
    go(&c, ListAllHyperinstances).await;
    go(&c, GetHyperinstance::new(h).unwrap()).await;
    go(&c, StopHyperinstance::new(h).unwrap()).await;
    sandbox.advance(Duration::from_secs(1));
    go(&c, StartHyperinstance::new(h).unwrap()).await;
    go(&c, ListDevServerFlavors::new()).await;
    go(&c, ListDevServerImages::new()).await;
    go(&c, GetDevServerImage::new("c90fb553-2cdb-4b81-b56a-ef68812c6cf7").unwrap()).await;
    let iam = b.build_iam().unwrap();
    save("KeystoneListProjects", &iam.send(&KeystoneListProjects::new().name("cn-north-4")).await.unwrap().raw);
    let user = IamUser::new("acc", "sandbox-huaweicloud-key", "sandbox-huaweicloud-not-a-secret");
    let t = iam.send(&CreateToken::new(user, Scope::ProjectName("cn-north-4".into()))).await.unwrap();
    save("CreateToken", &t.raw);
    let _ = std::marker::PhantomData::<Iam>;
}
