"""Baidu's newer SDK, with a package for each product: BCC instances by request and response models."""

from baiducloud_python_sdk_bcc.api.bcc_client import BccClient
from baiducloud_python_sdk_bcc.models.batch_stop_instance_request import BatchStopInstanceRequest
from baiducloud_python_sdk_bcc.models.get_instance_request import GetInstanceRequest
from baiducloud_python_sdk_bcc.models.instance_model import InstanceModel
from baiducloud_python_sdk_bcc.models.list_instance_by_ids_request import ListInstanceByIdsRequest
from baiducloud_python_sdk_bcc.models.list_instances_request import ListInstancesRequest
from baiducloud_python_sdk_bcc.models.stop_instance_request import StopInstanceRequest
from baiducloud_python_sdk_core.auth.bce_credentials import BceCredentials
from baiducloud_python_sdk_core.bce_client_configuration import BceClientConfiguration
from baiducloud_python_sdk_core.exception import BceHttpClientError

from conformance.common import (
    ENDPOINT,
    account,
    announced,
    equal,
    goes_through,
    refused,
    run,
    saw,
    unknown_key,
    wrong_secret,
)


def client(keys):
    credentials = BceCredentials(keys["access_key"], keys["secret_key"])
    return BccClient(BceClientConfiguration(credentials=credentials, endpoint=ENDPOINT))


BCC = client(account("bce"))


def refuses(what, status_and_code, call):
    refused(what, status_and_code, BceHttpClientError, lambda error: (error.status_code, error.code), call)


def pages(size):
    """All instances, page after page."""
    page = BCC.list_instances(ListInstancesRequest(max_keys=size))
    instances = page.instances
    while page.is_truncated:
        page = BCC.list_instances(ListInstancesRequest(marker=page.next_marker, max_keys=size))
        instances += page.instances
    return instances


def states(instances):
    return {instance.id: instance.status for instance in instances}


def get(instance):
    return BCC.get_instance(GetInstanceRequest(instance)).instance


def stop(instance, **options):
    return BCC.stop_instance(StopInstanceRequest(instance, **options))


def list_and_describe():
    equal("paging by 4 lists the fleet", announced("bce"), states(pages(4)))
    by_ids = BCC.list_instance_by_ids(ListInstanceByIdsRequest(["i-NewOne", "i-Stopped"]))
    equal(
        "two instances are found by their ids",
        {"i-NewOne": "Running", "i-Stopped": "Stopped"},
        states(by_ids.instances),
    )
    one = get("i-NewOne")
    equal("one instance comes as the SDK's model", InstanceModel, type(one))
    read = (one.name, one.status, one.gpu_card, one.card_count, one.payment_timing, one.zone_name)
    expected = ("推理-a10", "Running", "nTeslaA10", "1", "Postpaid", "cn-bj-a")
    equal("the model has the instance's fields", expected, read)


def stop_one():
    answer = stop("i-NewOne")
    equal("the stop is accepted and has the request's id", 36, len(answer.metadata["x-bce-request-id"]))
    goes_through(
        "the instance goes through stopping to stopped",
        ["Stopping", "Stopped"],
        lambda: get("i-NewOne").status,
    )
    forbidden = (409, "Instance.StopInstanceOperationForbidden")
    refuses("a second stop is refused", forbidden, lambda: stop("i-NewOne", force_stop=True))


def stop_many():
    request = BatchStopInstanceRequest(["i-NewMany1", "i-NewMany2"], force_stop=True)
    answer = BCC.batch_stop_instance(request)
    equal("the batch is accepted and has the request's id", 36, len(answer.metadata["x-bce-request-id"]))
    goes_through(
        "the first of the batch goes through stopping to stopped",
        ["Stopping", "Stopped"],
        lambda: get("i-NewMany1").status,
    )
    goes_through(
        "the second of the batch goes through stopping to stopped",
        ["Stopping", "Stopped"],
        lambda: get("i-NewMany2").status,
    )


def refusals():
    prepaid = (403, "Bcc.PrePayCannotStopWithNoCharge")
    refuses(
        "a prepaid instance can't stop without charge",
        prepaid,
        lambda: stop("i-Prepaid", stop_with_no_charge=True),
    )
    missing = (404, "NoSuchObject")
    refuses("an unknown id is not described", missing, lambda: get("i-Nobody"))
    refuses("an unknown id is not stopped", missing, lambda: stop("i-Nobody"))
    refused(
        "a refusal carries the request's id",
        36,
        BceHttpClientError,
        lambda error: len(error.request_id),
        lambda: get("i-Nobody"),
    )


def signatures():
    keys = account("bce")
    mismatch, unknown = (400, "SignatureDoesNotMatch"), (403, "InvalidAccessKeyId")

    def list_with(keys):
        return client(keys).list_instances(ListInstancesRequest())

    refuses("a wrong secret is refused", mismatch, lambda: list_with(wrong_secret(keys)))
    refuses("an unknown key is refused", unknown, lambda: list_with(unknown_key(keys)))
    # This SDK has no parameter for a token, so that temporary keys cannot be used with it.
    temporary = account("bce", temporary=True)
    refuses("a temporary key without its token is refused", mismatch, lambda: list_with(temporary))


def final_states():
    saw("bce", states(pages(1000)))


run(list_and_describe, stop_one, stop_many, refusals, signatures, final_states)
