"""Baidu's long-standing SDK: BCC instances, one by one and in batches."""

from baidubce.auth import bce_v1_signer
from baidubce.auth.bce_credentials import BceCredentials
from baidubce.bce_client_configuration import BceClientConfiguration
from baidubce.exception import BceHttpClientError, BceServerError
from baidubce.http import bce_http_client, handler, http_methods
from baidubce.services.bcc.bcc_client import BccClient

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
    # BccClient accepts a token here but never sends it.
    token = keys.get("security_token")
    return BccClient(BceClientConfiguration(credentials=credentials, endpoint=ENDPOINT, security_token=token))


BCC = client(account("bce"))


def refuses(what, status_and_code, call):
    refused(what, status_and_code, BceHttpClientError, lambda error: (error.status_code, error.code), call)


def pages(size):
    """All instances, page after page."""
    page = BCC.list_instances(max_keys=size)
    instances = page.instances
    while page.is_truncated:
        page = BCC.list_instances(marker=page.next_marker, max_keys=size)
        instances += page.instances
    return instances


def states(instances):
    return {instance.id: instance.status for instance in instances}


def state(instance):
    return BCC.get_instance(instance).instance.status


def list_and_describe():
    equal("paging by 3 lists the fleet", announced("bce"), states(pages(3)))
    equal("one page lists the fleet", announced("bce"), states(pages(1000)))
    wanted = "i-OldOne,i-Prepaid"
    equal(
        "a list of two ids has two",
        set(wanted.split(",")),
        set(states(BCC.list_instances(instance_ids=wanted).instances)),
    )
    by_ids = BCC.list_instance_by_instance_ids(["i-OldOne", "i-Stopped"])
    equal(
        "two instances are found by their ids",
        {"i-OldOne": "Running", "i-Stopped": "Stopped"},
        states(by_ids.instances),
    )
    one = BCC.get_instance("i-OldOne").instance
    read = (one.name, one.status, one.gpu_card, one.card_count, one.payment_timing, one.zone_name)
    expected = ("训练-v100", "Running", "nTeslaV100-32", "1", "Postpaid", "cn-bj-a")
    equal("the response has the instance's fields", expected, read)


def stop_one():
    answer = BCC.stop_instance("i-OldOne", force_stop=True)
    equal("the stop is accepted and has the request's id", 36, len(answer.metadata.bce_request_id))
    goes_through(
        "the instance goes through stopping to stopped", ["Stopping", "Stopped"], lambda: state("i-OldOne")
    )
    forbidden = (409, "Instance.StopInstanceOperationForbidden")
    refuses("a second stop is refused", forbidden, lambda: BCC.stop_instance("i-OldOne"))
    refuses("a stopped instance can't be stopped", forbidden, lambda: BCC.stop_instance("i-Stopped"))


def stop_many():
    forbidden = (409, "Instance.StopInstanceOperationForbidden")
    refuses(
        "a batch with a stopped instance is refused",
        forbidden,
        lambda: BCC.batch_stop_instance(["i-OldMany1", "i-Stopped"]),
    )
    equal("the refused batch stops none of its instances", "Running", state("i-OldMany1"))
    answer = BCC.batch_stop_instance(["i-OldMany1", "i-OldMany2"], client_token="conformance-batch")
    equal("the batch is accepted and none failed", [], answer.failed_instance_id_list)
    answer = BCC.batch_stop_instance(["i-OldMany1", "i-OldMany2"], client_token="conformance-batch")
    equal("the same batch under the same client token is accepted", [], answer.failed_instance_id_list)
    goes_through(
        "the first of the batch goes through stopping to stopped",
        ["Stopping", "Stopped"],
        lambda: state("i-OldMany1"),
    )
    goes_through(
        "the second of the batch goes through stopping to stopped",
        ["Stopping", "Stopped"],
        lambda: state("i-OldMany2"),
    )


def stop_without_charge():
    def stop(instance):
        return BCC.stop_instance(instance, stopWithNoCharge=True)

    prepaid = (403, "Bcc.PrePayCannotStopWithNoCharge")
    refuses("a prepaid instance can't stop without charge", prepaid, lambda: stop("i-Prepaid"))
    no_type = (403, "Bcc.InstanceTypeNotSupportException")
    refuses("an instance with a card can't stop without charge", no_type, lambda: stop("i-Gpu"))
    able = {instance.id for instance in BCC.list_instance_no_charge().instances}
    equal("neither is listed as able to stop without charge", set(), able & {"i-Prepaid", "i-Gpu"})
    equal("a plain instance is listed as able to stop without charge", True, "i-OldToken" in able)


def refusals():
    missing = (404, "NoSuchObject")
    refuses("an unknown id is not described", missing, lambda: BCC.get_instance("i-Nobody"))
    refuses("an unknown id is not stopped", missing, lambda: BCC.stop_instance("i-Nobody"))
    refused(
        "a refusal carries the server's error and the request's id",
        (BceServerError, 36),
        BceHttpClientError,
        lambda error: (type(error.last_error), len(error.request_id)),
        lambda: BCC.get_instance("i-Nobody"),
    )


def signatures():
    keys = account("bce")
    mismatch, unknown = (400, "SignatureDoesNotMatch"), (403, "InvalidAccessKeyId")

    def list_with(keys):
        return client(keys).list_instances()

    refuses("a wrong secret is refused", mismatch, lambda: list_with(wrong_secret(keys)))
    refuses("an unknown key is refused", unknown, lambda: list_with(unknown_key(keys)))
    temporary = account("bce", temporary=True)
    refuses("a temporary key whose token the SDK drops is refused", mismatch, lambda: list_with(temporary))


def with_token(method, path, params, token):
    """Sends a token with the SDK's own signer and HTTP client, like the SDK's other services."""
    config = client(account("bce", temporary=True)).config
    handlers = [handler.parse_error, handler.parse_json]
    headers = {b"x-bce-security-token": token}
    return bce_http_client.send_request(
        config, bce_v1_signer.sign, handlers, method, path, None, headers, params
    )


def stop_with_a_token():
    token = account("bce", temporary=True)["security_token"]
    path, mismatch = b"/v2/instance/i-OldToken", (400, "SignatureDoesNotMatch")
    refuses(
        "a temporary key with another token is refused",
        mismatch,
        lambda: with_token(http_methods.GET, path, {}, "another"),
    )
    found = with_token(http_methods.GET, path, {}, token).instance
    equal("a temporary key with its token describes", ("i-OldToken", "Running"), (found.id, found.status))
    answer = with_token(http_methods.PUT, path, {"stop": None}, token)
    equal("a temporary key with its token stops", 36, len(answer.metadata.bce_request_id))
    goes_through(
        "the instance stopped with a token goes through stopping to stopped",
        ["Stopping", "Stopped"],
        lambda: state("i-OldToken"),
    )


def final_states():
    saw("bce", states(pages(1000)))


run(
    list_and_describe,
    stop_without_charge,
    stop_one,
    stop_many,
    refusals,
    signatures,
    stop_with_a_token,
    final_states,
)
