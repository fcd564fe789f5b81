//! Every answer in the vendor's shape, from `tests/fixtures`, as it is read.

use std::fmt::Debug;

use tingji_core::operation::Operation;
use tingji_volcengine::Ecs;
use tingji_volcengine::operation::*;

use crate::answer;

async fn read<O: Operation<Protocol = Ecs, Output: Debug>>(operation: &O) -> String {
    let path = format!("{}/tests/fixtures/{}.json", env!("CARGO_MANIFEST_DIR"), O::NAME);
    let body = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    format!("{:#?}", answer(operation, 200, &body).await.unwrap())
}

#[tokio::test]
async fn answers_about_one_instance() {
    insta::assert_snapshot!("StopInstance", read(&StopInstance::new("i-a").unwrap()).await);
    insta::assert_snapshot!("StartInstance", read(&StartInstance::new("i-a").unwrap()).await);
    insta::assert_snapshot!("RebootInstance", read(&RebootInstance::new("i-a").unwrap()).await);
    insta::assert_snapshot!("DeleteInstance", read(&DeleteInstance::new("i-a").unwrap()).await);
}

#[tokio::test]
async fn answers_about_many() {
    insta::assert_snapshot!("StopInstances", read(&StopInstances::new(["i-a"]).unwrap()).await);
    insta::assert_snapshot!("StartInstances", read(&StartInstances::new(["i-a"]).unwrap()).await);
    insta::assert_snapshot!("RebootInstances", read(&RebootInstances::new(["i-a"]).unwrap()).await);
    insta::assert_snapshot!("DeleteInstances", read(&DeleteInstances::new(["i-a"]).unwrap()).await);
    insta::assert_snapshot!("RunInstances", read(&crate::operations::new()).await);
}

#[tokio::test]
async fn answers_of_descriptions() {
    insta::assert_snapshot!("DescribeInstances", read(&DescribeInstances::new()).await);
    insta::assert_snapshot!("DescribeInstanceTypes", read(&DescribeInstanceTypes::new()).await);
    insta::assert_snapshot!("DescribeRegions", read(&DescribeRegions::new()).await);
    insta::assert_snapshot!("DescribeZones", read(&DescribeZones::new()).await);
    insta::assert_snapshot!("DescribeTasks", read(&DescribeTasks::new()).await);
    insta::assert_snapshot!("Invoke", read(&Invoke::get("DescribeZones")).await);
}
