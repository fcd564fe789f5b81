//! Parameters that several actions share.

use serde_json::{Value, json};

use crate::http::params::RequestParams;
use crate::vendors::rpc::{RpcError, required};

/// A required positive integer.
pub(super) fn required_number(params: &RequestParams, name: &'static str) -> Result<u32, RpcError> {
    let number = required(params, name)?.trim().parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| RpcError::invalid(name))
}

/// An optional positive integer.
pub(super) fn optional_number(params: &RequestParams, name: &'static str) -> Result<Option<u32>, RpcError> {
    match params.non_empty(name) {
        Some(_) => required_number(params, name).map(Some),
        None => Ok(None),
    }
}

/// An optional text in base64, the encoding of passwords. The text stays encoded.
pub(super) fn optional_base64<'p>(
    params: &'p RequestParams,
    name: &'static str,
) -> Result<Option<&'p str>, RpcError> {
    match params.non_empty(name) {
        Some(text) if !is_base64(text) => Err(RpcError::invalid(name)),
        text => Ok(text),
    }
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let is_padded = text.len().is_multiple_of(4) && text.len() - digits.len() < 3;
    is_padded && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte))
}

/// The disks of a request, exactly one of which is the boot disk.
pub(super) fn disks(params: &RequestParams) -> Result<Vec<Value>, RpcError> {
    let mut disks = Vec::new();
    while let Some(size) = params.get(&format!("Disks.{}.Size", disks.len())) {
        let size: u32 = size.parse().map_err(|_| RpcError::invalid("Disks"))?;
        let is_boot = disk_field(params, disks.len(), "IsBoot") == "true";
        let disk_type = disk_field(params, disks.len(), "Type");
        disks.push(json!({ "IsBoot": is_boot, "Type": disk_type, "Size": size }));
    }
    let boot_disks = disks.iter().filter(|disk| disk["IsBoot"] == true).count();
    if boot_disks == 1 { Ok(disks) } else { Err(RpcError::invalid("Disks")) }
}

fn disk_field<'p>(params: &'p RequestParams, index: usize, name: &str) -> &'p str {
    params.get(&format!("Disks.{index}.{name}")).unwrap_or_default()
}
