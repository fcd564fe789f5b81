//! The vendors' refusals of throttled requests and of operations on busy instances.

use crate::cloud::Cloud;
use crate::vendors::vendor_error::VendorError;

/// Refusal of a throttled request. Guess: Baidu's code, because Baidu documents none.
pub(super) fn throttled(cloud: Cloud) -> VendorError {
    match cloud {
        Cloud::Ucloud | Cloud::Compshare => {
            VendorError::new(200, "153", "Request is limited, please retry later")
        }
        Cloud::Bce => VendorError::new(429, "RequestLimitExceeded", "Too many requests, please slow down."),
        Cloud::Volcengine => {
            let message = "The account has sent more requests than its limit allows.";
            VendorError::new(429, "AccountFlowLimitExceeded", message)
        }
        Cloud::Huaweicloud => VendorError::new(
            429,
            "APIGW.0308",
            "The throttling threshold has been reached: policy user over ratelimit,limit:10,time:1 minute",
        ),
    }
}

/// Refusal of a stop while another operation holds the instance.
pub(super) fn locked(cloud: Cloud) -> VendorError {
    match cloud {
        Cloud::Ucloud => VendorError::new(200, "210", "Another operation holds the service"),
        Cloud::Compshare => {
            VendorError::new(200, "8024", "InstanceOperationInProgress: another operation holds the instance")
        }
        Cloud::Bce => VendorError::new(
            409,
            "Instance.StopInstanceOperationForbidden",
            "Instance not running when shutting down.",
        ),
        Cloud::Volcengine => VendorError::new(
            412,
            "OperationDenied.ResourceLocked",
            "The specified operation is denied as your resource is locked for another operation.",
        ),
        Cloud::Huaweicloud => VendorError::new(
            400,
            "ModelArts.6357",
            "Another operation is being performed on the instance or the instance is in the target state.",
        ),
    }
}

/// Volcengine's refusal while a request with the same client token is processed.
pub(super) fn processing() -> VendorError {
    let message = "The previous request with the same client token is being processed.";
    VendorError::new(412, "IdempotentProcessing", message)
}
