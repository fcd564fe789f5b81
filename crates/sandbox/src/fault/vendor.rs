//! What the vendors say when it is too much, or something else is under way.

use crate::answer::Fault;
use crate::cloud::Cloud;

/// Too many requests. (Guess: Baidu's code; none is documented.)
pub(super) fn throttled(cloud: Cloud) -> Fault {
    match cloud {
        Cloud::Ucloud | Cloud::Compshare => Fault::new(200, "153", "Request is limited, please retry later"),
        Cloud::Bce => Fault::new(429, "RequestLimitExceeded", "Too many requests, please slow down."),
        Cloud::Volcengine => {
            let message = "The account has sent more requests than its limit allows.";
            Fault::new(429, "AccountFlowLimitExceeded", message)
        }
        Cloud::Huaweicloud => Fault::new(
            429,
            "APIGW.0308",
            "The throttling threshold has been reached: policy user over ratelimit,limit:10,time:1 minute",
        ),
    }
}

/// Another operation holds the instance, in the words that a stop is refused with.
pub(super) fn locked(cloud: Cloud) -> Fault {
    match cloud {
        Cloud::Ucloud => Fault::new(200, "210", "Another operation holds the service"),
        Cloud::Compshare => {
            Fault::new(200, "8024", "InstanceOperationInProgress: another operation holds the instance")
        }
        Cloud::Bce => Fault::new(
            409,
            "Instance.StopInstanceOperationForbidden",
            "Instance not running when shutting down.",
        ),
        Cloud::Volcengine => Fault::new(
            412,
            "OperationDenied.ResourceLocked",
            "The specified operation is denied as your resource is locked for another operation.",
        ),
        Cloud::Huaweicloud => Fault::new(
            400,
            "ModelArts.6357",
            "Another operation is being performed on the instance or the instance is in the target state.",
        ),
    }
}

/// Volcengine: a request with the same token is under way.
pub(super) fn processing() -> Fault {
    let message = "The previous request with the same client token is being processed.";
    Fault::new(412, "IdempotentProcessing", message)
}
