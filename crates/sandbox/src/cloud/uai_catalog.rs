//! UCloud UAI-Inference: what services are made of, and what they cost.
//!
//! Of bills, prices, images and types the vendor describes no field: their shapes are guesses.

use serde_json::{Value, json};

use super::ucloud::{Refusal, Reply, required};
use crate::wire::Params;

/// Guess: the id of the node with one P40.
pub(super) const P40: &str = "17";

/// Software by its id: kind, number of the kind, name, version.
const PACKAGES: &[(u32, &str, u32, &str, &str)] = &[
    (1, "OS", 1, "ubuntu", "14.04.05"),
    (2, "Python", 2, "python", "2.7.6"),
    (3, "Python", 2, "python", "3.6.2"),
    (7, "AIFrame", 3, "tensorflow", "1.1.0"),
    (8, "AIFrame", 3, "keras", "1.2.0"),
    (9, "AIFrame", 3, "mxnet", "0.9.5"),
    (10, "AIFrame", 3, "caffe", "1.0.0"),
    (20, "AptGet", 4, "libsm6", ""),
    (30, "Pip", 5, "pillow", ""),
];

pub(super) fn act(action: &str, params: &Params) -> Reply {
    match action {
        "GetUAISrvAvailableResource" => resources(params),
        "GetUAIAvailableEnvPkg" => Ok(packages(params)),
        "GetUAISrvAvailableBaseImage" => {
            Ok(json!({ "Message": "", "TotalCount": 1, "BimgSet": [{ "BimgName": IMAGE }] }))
        }
        "GetUAISrvAvailableServiceType" => Ok(types()),
        "CheckUAIBaseImgExist" => base_image(params),
        "GetUAISrvBillInfo" => bills(params),
        "GetUAISrvBillUnitPrice" => price(params),
        _ => Err(Refusal::unknown(action)),
    }
}

const IMAGE: &str = "uhub.ucloud.cn/uaishare/cpu_uaiservice_ubuntu-14.04_python-2.7.6_tensorflow-1.1.0:v1.2";

fn resources(params: &Params) -> Reply {
    let nodes = match required(params, "ServiceTypeId")? {
        "1" => {
            [1, 2, 4, 8].map(|size| node(&format!("{size}C{size}G"), &size.to_string(), size, size)).to_vec()
        }
        "2" => vec![node("1_P40", P40, 4, 16)],
        _ => return Err(Refusal::unavailable("ServiceTypeId")),
    };
    Ok(json!({ "Message": "", "TotalCount": nodes.len(), "DataSet": nodes }))
}

fn node(name: &str, id: &str, cpu: u32, memory: u32) -> Value {
    json!({ "NodeName": name, "NodeId": id, "CPU": cpu, "Memory": memory })
}

fn row((id, _, kind, name, version): &(u32, &str, u32, &str, &str)) -> Value {
    json!({ "PkgId": id, "PkgName": name, "PkgVersion": version, "PkgType": kind })
}

/// A package of this kind by its id.
pub(super) fn package(kind: &str, id: &str) -> Option<Value> {
    PACKAGES.iter().find(|package| package.1 == kind && package.0.to_string() == id).map(row)
}

/// No kind is all of them.
fn packages(params: &Params) -> Value {
    let is = |kind: &str| params.filled("PkgType").is_none_or(|wanted| wanted == kind);
    let set: Vec<_> = PACKAGES.iter().filter(|package| is(package.1)).map(row).collect();
    json!({ "Message": "", "TotalCount": set.len(), "PkgSet": set })
}

fn types() -> Value {
    let kinds = [(1, "Elastic"), (2, "Exclusive")];
    let set = kinds.map(|(id, name)| json!({ "ServiceTypeId": id, "ServiceTypeName": name }));
    json!({ "Message": "", "TotalCount": set.len(), "DataSet": set })
}

fn base_image(params: &Params) -> Reply {
    let wanted = (
        required(params, "OSVersion")?,
        required(params, "PythonVersion")?,
        required(params, "AIFrameVersion")?,
    );
    let images = if wanted == ("1", "2", "7") { vec![IMAGE] } else { Vec::new() };
    Ok(json!({ "Message": "", "BimgName": images }))
}

fn bills(params: &Params) -> Reply {
    required(params, "BeginTime")?;
    required(params, "EndTime")?;
    Ok(json!({ "Message": "", "TotalCount": 0, "BillSet": [] }))
}

/// The price of the P40 is the vendor's, per node and hour; that of the others is not published so.
fn price(params: &Params) -> Reply {
    let (kind, node) = (required(params, "ServiceTypeId")?, required(params, "BillProdId")?);
    if (kind, node) != ("2", P40) {
        return Err(Refusal::unavailable("BillProdId"));
    }
    Ok(json!({ "Message": "", "BillUnitPrice": 5.1, "BillUnit": "Hour" }))
}
