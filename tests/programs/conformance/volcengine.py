"""Volcengine's SDK: ECS instances, dry runs, client tokens and temporary keys."""

import json

import volcenginesdkcore
from volcenginesdkcore.rest import ApiException
from volcenginesdkecs import (
    DescribeInstancesRequest,
    ECSApi,
    StopInstanceRequest,
    StopInstancesRequest,
)
from volcenginesdkecs.models import InstanceForDescribeInstancesOutput

from conformance.common import (
    HOST,
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


def client(keys, region="cn-beijing", token=""):
    configuration = volcenginesdkcore.Configuration()
    configuration.host, configuration.scheme = HOST, "http"
    configuration.ak, configuration.sk = keys["access_key"], keys["secret_key"]
    configuration.region, configuration.session_token = region, token
    return ECSApi(volcenginesdkcore.ApiClient(configuration))


ECS = client(account("volcengine"))


def metadata(error):
    return json.loads(error.body)["ResponseMetadata"]


def refuses(what, status_and_code, call):
    refused(
        what,
        status_and_code,
        ApiException,
        lambda error: (error.status, metadata(error)["Error"]["Code"]),
        call,
    )


def pages(size, api=ECS):
    """All instances, page after page."""
    page = api.describe_instances(DescribeInstancesRequest(max_results=size))
    instances = page.instances
    while page.next_token:
        page = api.describe_instances(DescribeInstancesRequest(max_results=size, next_token=page.next_token))
        instances += page.instances
    return instances


def states(instances):
    return {instance.instance_id: instance.status for instance in instances}


def get(instance):
    [found] = ECS.describe_instances(DescribeInstancesRequest(instance_ids=[instance])).instances
    return found


def stop(instance, api=ECS, **options):
    return api.stop_instance(StopInstanceRequest(instance_id=instance, **options))


def stops(what, instance):
    goes_through(what, ["STOPPING", "STOPPED"], lambda: get(instance).status)


def list_and_describe():
    equal("paging by 3 lists the region's fleet", announced("volcengine", "cn-beijing"), states(pages(3)))
    elsewhere = client(account("volcengine"), region="cn-shanghai")
    equal("another region has its own", announced("volcengine", "cn-shanghai"), states(pages(100, elsewhere)))
    page = ECS.describe_instances(DescribeInstancesRequest(max_results=1))
    equal("a page of one tells the total", len(announced("volcengine", "cn-beijing")), page.total_count)
    one = get("i-one0train")
    equal("one instance comes as the SDK's model", InstanceForDescribeInstancesOutput, type(one))
    read = (one.instance_name, one.status, one.instance_type_id, one.instance_charge_type, one.zone_id)
    expected = ("训练-a10", "RUNNING", "ecs.gni2.3xlarge", "PostPaid", "cn-beijing-a")
    equal("the model has the instance's fields", expected, read)
    unknown = ECS.describe_instances(DescribeInstancesRequest(instance_ids=["i-nobody"]))
    equal("an unknown id is described by an empty list", (0, []), (unknown.total_count, unknown.instances))


def stop_one():
    # The SDK's model of this response has no fields, so that the SDK returns the empty result itself.
    equal("the stop is accepted with an empty result", {}, stop("i-one0train", force_stop=True))
    stops("the instance goes through stopping to stopped", "i-one0train")
    equal("the stopped instance goes on being charged", "KeepCharging", get("i-one0train").stopped_mode)
    invalid = (400, "InvalidInstanceStatus")
    refuses("a second stop is refused", invalid, lambda: stop("i-one0train"))
    refuses("a stopped instance can't be stopped", invalid, lambda: stop("i-stopped"))


def stop_many():
    ids = ["i-many1", "i-nobody", "i-many2", "i-stopped"]
    details = ECS.stop_instances(StopInstancesRequest(instance_ids=ids)).operation_details
    read = [(detail.instance_id, detail.error and detail.error.code) for detail in details]
    codes = [None, "InvalidInstance.NotFound", None, "InvalidInstanceStatus"]
    equal("a batch tells of each instance whether it stops", list(zip(ids, codes)), read)
    stops("the first of the batch goes through stopping to stopped", "i-many1")
    stops("the last of the batch goes through stopping to stopped", "i-many2")


def dry_run():
    passed = (412, "DryRunOperation")
    refuses(
        "a dry run that passes is told as DryRunOperation", passed, lambda: stop("i-dry0run", dry_run=True)
    )
    equal("a dry run stops nothing", "RUNNING", get("i-dry0run").status)
    locked = (412, "OperationDenied.ResourceLocked")
    refuses("a dry run that does not pass tells why", locked, lambda: stop("i-locked", dry_run=True))


def client_token():
    mine = "11111111-2222-4333-8444-555555555555"
    stop("i-client0token", client_token=mine)
    equal(
        "the same stop under the same client token is accepted", {}, stop("i-client0token", client_token=mine)
    )
    mismatch = (400, "IdempotentParameterMismatch")
    refuses(
        "another stop under the same client token is refused",
        mismatch,
        lambda: stop("i-dry0run", client_token=mine),
    )
    stops("the instance stopped under a client token goes through stopping to stopped", "i-client0token")


def stop_charging():
    stop("i-charging", stopped_mode="StopCharging")
    stops("an instance is stopped without charge", "i-charging")
    equal("the instance says that it stopped without charge", "StopCharging", get("i-charging").stopped_mode)
    mismatch = (412, "InvalidStoppedMode.ChargeTypeMismatch")
    refuses(
        "a prepaid instance can't stop without charge",
        mismatch,
        lambda: stop("i-prepaid", stopped_mode="StopCharging"),
    )
    malformed = (400, "InvalidStoppedMode.Malformed")
    refuses(
        "an unknown stopped mode is refused",
        malformed,
        lambda: stop("i-prepaid", stopped_mode="StopEverything"),
    )


def refusals():
    missing = (404, "InvalidInstance.NotFound")
    refuses("an unknown id is not stopped", missing, lambda: stop("i-nobody"))
    refuses("an instance of another region is not stopped", missing, lambda: stop("i-elsewhere"))
    locked = (412, "OperationDenied.ResourceLocked")
    refuses("a locked instance can't be stopped", locked, lambda: stop("i-locked"))
    refused(
        "a refusal carries the action and the request's id",
        ("StopInstance", 34),
        ApiException,
        lambda error: (metadata(error)["Action"], len(metadata(error)["RequestId"])),
        lambda: stop("i-nobody"),
    )


def signatures():
    keys = account("volcengine")
    mismatch, unknown = (401, "SignatureDoesNotMatch"), (401, "InvalidAccessKey")
    refuses("a wrong secret is refused", mismatch, lambda: pages(10, client(wrong_secret(keys))))
    refuses("an unknown key is refused", unknown, lambda: pages(10, client(unknown_key(keys))))


def temporary_keys():
    keys, invalid = account("volcengine", temporary=True), (401, "InvalidSecretToken")
    refuses("a temporary key without its token is refused", invalid, lambda: pages(10, client(keys)))
    another = client(keys, token="another")
    refuses("a temporary key with another token is refused", invalid, lambda: pages(10, another))
    api = client(keys, token=keys["security_token"])
    equal(
        "a temporary key with its token lists the fleet",
        set(announced("volcengine", "cn-beijing")),
        set(states(pages(10, api))),
    )
    equal("a temporary key with its token stops", {}, stop("i-temporary", api))
    stops("the instance stopped with a token goes through stopping to stopped", "i-temporary")


def final_states():
    saw("volcengine", states(pages(100)))
    saw("volcengine", states(pages(100, client(account("volcengine"), region="cn-shanghai"))))


run(
    list_and_describe,
    stop_one,
    stop_many,
    dry_run,
    client_token,
    stop_charging,
    refusals,
    signatures,
    temporary_keys,
    final_states,
)
