//! UAI-Inference: nodes, software, images and prices.
//!
//! The vendor describes no field of bills, prices, images and service types; their shapes are guesses.

use serde_json::{Value, json};

use crate::http::params::RequestParams;
use crate::vendors::rpc::{RpcError, RpcResult, required};

/// Guess: id of the node with one P40.
pub(super) const P40_NODE_ID: &str = "17";

/// A software package.
struct Package {
    id: u32,
    /// Kind as a request names it, in `PkgType`.
    kind: &'static str,
    /// Number of the kind, the `PkgType` of a response.
    kind_number: u32,
    name: &'static str,
    version: &'static str,
}

const fn package(
    id: u32,
    (kind, kind_number): (&'static str, u32),
    name: &'static str,
    version: &'static str,
) -> Package {
    Package { id, kind, kind_number, name, version }
}

/// The kinds of packages with their numbers. The vendor's pages list the names; the numbers are guesses.
const OS: (&str, u32) = ("OS", 1);
const PYTHON: (&str, u32) = ("Python", 2);
const FRAMEWORK: (&str, u32) = ("AIFrame", 3);
const APT_GET: (&str, u32) = ("AptGet", 4);
const PIP: (&str, u32) = ("Pip", 5);

const PACKAGES: [Package; 9] = [
    package(1, OS, "ubuntu", "14.04.05"),
    package(2, PYTHON, "python", "2.7.6"),
    package(3, PYTHON, "python", "3.6.2"),
    package(7, FRAMEWORK, "tensorflow", "1.1.0"),
    package(8, FRAMEWORK, "keras", "1.2.0"),
    package(9, FRAMEWORK, "mxnet", "0.9.5"),
    package(10, FRAMEWORK, "caffe", "1.0.0"),
    package(20, APT_GET, "libsm6", ""),
    package(30, PIP, "pillow", ""),
];

const BASE_IMAGE: &str =
    "uhub.ucloud.cn/uaishare/cpu_uaiservice_ubuntu-14.04_python-2.7.6_tensorflow-1.1.0:v1.2";

pub(super) fn dispatch(action: &str, params: &RequestParams) -> RpcResult {
    match action {
        "GetUAISrvAvailableResource" => list_nodes(params),
        "GetUAIAvailableEnvPkg" => Ok(list_packages(params)),
        "GetUAISrvAvailableBaseImage" => {
            Ok(json!({ "Message": "", "TotalCount": 1, "BimgSet": [{ "BimgName": BASE_IMAGE }] }))
        }
        "GetUAISrvAvailableServiceType" => Ok(list_service_types()),
        "CheckUAIBaseImgExist" => find_base_image(params),
        "GetUAISrvBillInfo" => list_bills(params),
        "GetUAISrvBillUnitPrice" => unit_price(params),
        _ => Err(RpcError::unknown_action(action)),
    }
}

fn list_nodes(params: &RequestParams) -> RpcResult {
    let nodes = match required(params, "ServiceTypeId")? {
        "1" => {
            [1, 2, 4, 8].map(|size| node(&format!("{size}C{size}G"), &size.to_string(), size, size)).to_vec()
        }
        "2" => vec![node("1_P40", P40_NODE_ID, 4, 16)],
        _ => return Err(RpcError::invalid("ServiceTypeId")),
    };
    Ok(json!({ "Message": "", "TotalCount": nodes.len(), "DataSet": nodes }))
}

fn node(name: &str, id: &str, cpu: u32, memory: u32) -> Value {
    json!({ "NodeName": name, "NodeId": id, "CPU": cpu, "Memory": memory })
}

fn package_row(package: &Package) -> Value {
    json!({
        "PkgId": package.id,
        "PkgName": package.name,
        "PkgVersion": package.version,
        "PkgType": package.kind_number,
    })
}

/// Finds a package of one kind by its id.
pub(super) fn find_package(kind: &str, id: &str) -> Option<Value> {
    let found = PACKAGES.iter().find(|package| package.kind == kind && package.id.to_string() == id);
    found.map(package_row)
}

/// Lists the packages of `PkgType`, or all packages without it.
fn list_packages(params: &RequestParams) -> Value {
    let packages = PACKAGES.iter().filter(|package| params.allows("PkgType", package.kind));
    let rows: Vec<_> = packages.map(package_row).collect();
    json!({ "Message": "", "TotalCount": rows.len(), "PkgSet": rows })
}

fn list_service_types() -> Value {
    let types = [(1, "Elastic"), (2, "Exclusive")];
    let rows = types.map(|(id, name)| json!({ "ServiceTypeId": id, "ServiceTypeName": name }));
    json!({ "Message": "", "TotalCount": rows.len(), "DataSet": rows })
}

fn find_base_image(params: &RequestParams) -> RpcResult {
    let os = required(params, "OSVersion")?;
    let python = required(params, "PythonVersion")?;
    let framework = required(params, "AIFrameVersion")?;
    let images = if (os, python, framework) == ("1", "2", "7") { vec![BASE_IMAGE] } else { Vec::new() };
    Ok(json!({ "Message": "", "BimgName": images }))
}

fn list_bills(params: &RequestParams) -> RpcResult {
    required(params, "BeginTime")?;
    required(params, "EndTime")?;
    Ok(json!({ "Message": "", "TotalCount": 0, "BillSet": [] }))
}

/// The price of the P40 per node and hour, which the vendor publishes. The other prices are not published in this
/// form.
fn unit_price(params: &RequestParams) -> RpcResult {
    let service_type = required(params, "ServiceTypeId")?;
    let node = required(params, "BillProdId")?;
    if (service_type, node) != ("2", P40_NODE_ID) {
        return Err(RpcError::invalid("BillProdId"));
    }
    Ok(json!({ "Message": "", "BillUnitPrice": 5.1, "BillUnit": "Hour" }))
}
