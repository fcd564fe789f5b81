"""UCloud's SDK: CompShare by its typed and its generic calls, UAI-Inference by the generic one."""

from ucloud.client import Client
from ucloud.core.exc import RetCodeException

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

UAI_PLACE = {"Region": "cn-bj2", "Zone": "cn-bj2-04"}
PLACE = {"Region": "cn-wlcb", "Zone": "cn-wlcb-01"}


def client(keys):
    config = {"base_url": ENDPOINT, "public_key": keys["access_key"], "private_key": keys["secret_key"]}
    return Client(config)


COMPSHARE = client(account("compshare"))
TYPED = COMPSHARE.ucompshare()
UAI = client(account("ucloud"))


def refuses(what, code, call):
    refused(what, code, RetCodeException, lambda error: error.code, call)


def pages(limit):
    """All instances by the typed call, page after page."""
    instances, total = [], 1
    while len(instances) < total:
        page = TYPED.describe_comp_share_instance({"Limit": limit, "Offset": len(instances)})
        total = page["TotalCount"]
        instances += page["UHostSet"]
        if not page["UHostSet"]:
            break
    return instances


def states(instances):
    return {instance["UHostId"]: instance["State"] for instance in instances}


def typed_state(instance):
    return TYPED.describe_comp_share_instance({"UHostIds": [instance]})["UHostSet"][0]["State"]


def generic_state(instance):
    return COMPSHARE.invoke("DescribeCompShareInstance", {"UHostIds": [instance]})["UHostSet"][0]["State"]


def typed_stop(instance, **more):
    return TYPED.stop_comp_share_instance({**PLACE, "UHostId": instance, **more})


def generic_stop(instance, **more):
    return COMPSHARE.invoke("StopCompShareInstance", {**PLACE, "UHostId": instance, **more})


def compshare_list_and_describe():
    equal("CompShare: typed paging by 3 lists the fleet", announced("compshare"), states(pages(3)))
    everything = COMPSHARE.invoke("DescribeCompShareInstance", {"Limit": 100, "Offset": 0})
    equal(
        "CompShare: the generic call lists the fleet", announced("compshare"), states(everything["UHostSet"])
    )
    [one] = TYPED.describe_comp_share_instance({**PLACE, "UHostIds": ["uhost-typed"]})["UHostSet"]
    read = [one[field] for field in ("Name", "State", "GpuType", "GPU", "ChargeType")]
    equal(
        "CompShare: the typed model has the instance's fields",
        ["训练-4090", "Running", "4090", 2, "Postpay"],
        read,
    )
    two = COMPSHARE.invoke("DescribeCompShareInstance", {"UHostIds": ["uhost-typed", "uhost-spot"]})
    equal(
        "CompShare: two ids are described in one call",
        {"uhost-typed", "uhost-spot"},
        set(states(two["UHostSet"])),
    )
    [spot] = [instance for instance in two["UHostSet"] if instance["UHostId"] == "uhost-spot"]
    equal(
        "CompShare: the generic call tells which instance is a spot instance",
        (True, "Spot"),
        (spot["IsSpot"], spot["ChargeType"]),
    )


def compshare_stop():
    equal("CompShare: the typed stop is accepted", "uhost-typed", typed_stop("uhost-typed")["UHostId"])
    refused(
        "CompShare: a second stop meets the operation lock",
        (8024, "InstanceOperationInProgress"),
        RetCodeException,
        lambda error: (error.code, error.message.split(":")[0]),
        lambda: typed_stop("uhost-typed"),
    )
    goes_through(
        "CompShare: the typed model shows it stopping, then stopped",
        ["Stopping", "Stopped"],
        lambda: typed_state("uhost-typed"),
    )
    equal(
        "CompShare: the generic stop is accepted", "uhost-generic", generic_stop("uhost-generic")["UHostId"]
    )
    goes_through(
        "CompShare: the generic call shows it stopping, then stopped",
        ["Stopping", "Stopped"],
        lambda: generic_state("uhost-generic"),
    )


def compshare_refusals():
    refuses("CompShare: a stopped instance can't be stopped", 8905, lambda: typed_stop("uhost-stopped"))
    refuses("CompShare: a locked instance can't be stopped", 8024, lambda: typed_stop("uhost-locked"))
    refuses(
        "CompShare: an instance that is being imaged can't be stopped",
        8024,
        lambda: typed_stop("uhost-imaging"),
    )
    refuses("CompShare: the stop of an unknown id is refused", 230, lambda: typed_stop("uhost-nobody"))
    refuses("CompShare: an unknown action is refused", 161, lambda: COMPSHARE.invoke("StopTheWorld"))
    nobody = TYPED.describe_comp_share_instance({"UHostIds": ["uhost-nobody"]})
    equal(
        "CompShare: an unknown id is described by an empty list",
        (0, []),
        (nobody["TotalCount"], nobody["UHostSet"]),
    )


def compshare_spot():
    # The typed call drops the parameter Force, so that a spot instance continues to run.
    refuses(
        "CompShare: typed, the stop of a spot instance with Force is refused",
        230,
        lambda: typed_stop("uhost-spot", Force=True),
    )
    refuses(
        "CompShare: generic, the stop of a spot instance without Force is refused",
        230,
        lambda: generic_stop("uhost-spot"),
    )
    equal("CompShare: the refused spot instance still runs", "Running", generic_state("uhost-spot"))
    accepted = generic_stop("uhost-spot", Force=True)
    equal(
        "CompShare: generic, the stop of a spot instance with Force is accepted",
        "uhost-spot",
        accepted["UHostId"],
    )
    goes_through(
        "CompShare: the spot instance goes through stopping to stopped",
        ["Stopping", "Stopped"],
        lambda: generic_state("uhost-spot"),
    )


def signatures_of(product, cloud, action):
    """A wrong secret, an unknown key, and temporary keys with and without their token."""
    keys, temporary = account(cloud), account(cloud, temporary=True)

    def call(keys, **params):
        return client(keys).invoke(action, params)

    refuses(f"{product}: a wrong secret is refused", 171, lambda: call(wrong_secret(keys)))
    refuses(f"{product}: an unknown key is refused", 172, lambda: call(unknown_key(keys)))
    refuses(f"{product}: a temporary key without its token is refused", 174, lambda: call(temporary))
    refuses(
        f"{product}: a temporary key with another token is refused",
        174,
        lambda: call(temporary, SecurityToken="another"),
    )
    equal(
        f"{product}: a temporary key with its token is accepted",
        0,
        call(temporary, SecurityToken=temporary["security_token"])["RetCode"],
    )
    refused(
        f"{product}: a refusal carries the request's id",
        36,
        RetCodeException,
        lambda error: len(error.request_uuid),
        lambda: call(unknown_key(keys)),
    )


def signatures():
    signatures_of("CompShare", "compshare", "DescribeCompShareInstance")
    signatures_of("UAI", "ucloud", "GetUAIServiceList")


def compshare_stop_with_a_token():
    temporary = account("compshare", temporary=True)
    place = {"Region": "cn-sh2", "Zone": "cn-sh2-02", "UHostId": "uhost-temporary"}
    call = {**place, "SecurityToken": temporary["security_token"]}
    stopped = client(temporary).invoke("StopCompShareInstance", call)
    equal(
        "CompShare: a temporary key stops an instance of another region",
        "uhost-temporary",
        stopped["UHostId"],
    )
    goes_through(
        "CompShare: which goes through stopping to stopped",
        ["Stopping", "Stopped"],
        lambda: generic_state("uhost-temporary"),
    )


def services(**params):
    answer = UAI.invoke("GetUAIServiceList", {**UAI_PLACE, "Offset": 0, "Limit": 0, **params})
    return {service["ServiceID"]: service["Status"] for service in answer["ServiceSet"]}


def versions(service):
    answer = UAI.invoke("GetUAISrvVersionList", {**UAI_PLACE, "ServiceID": service, "Offset": 0, "Limit": 0})
    return {version["SrvVersion"]: version["Status"] for version in answer["SrvVersionSet"]}


def stop_service(service, version=""):
    """Stops like the vendor's tool: always with SrvVersion, which is empty for the whole service."""
    return UAI.invoke("StopUAIService", {**UAI_PLACE, "ServiceID": service, "SrvVersion": version})


def uai_list():
    equal("UAI: the list has the services", announced("ucloud"), services())
    equal("UAI: a page of one service has one", 1, len(services(Limit=1, Offset=2)))
    equal(
        "UAI: one service is found by its id",
        {"uaiservice-whole": "Normal"},
        services(ServiceID="uaiservice-whole"),
    )
    expected = {"1-1": "Started", "1-2": "Started", "1-3": "ToStart"}
    equal("UAI: the versions of a service are listed", expected, versions("uaiservice-whole"))


def uai_stop_version():
    equal("UAI: the stop of one version is accepted", 0, stop_service("uaiservice-partly", "2-1")["RetCode"])
    goes_through(
        "UAI: that version stops", ["Started", "ToStart"], lambda: versions("uaiservice-partly")["2-1"]
    )
    equal("UAI: the other version of the service goes on", "Started", versions("uaiservice-partly")["2-2"])
    equal("UAI: the service itself goes on", "Normal", services()["uaiservice-partly"])
    refuses(
        "UAI: a second stop of a version is refused", 210, lambda: stop_service("uaiservice-partly", "2-1")
    )
    refuses("UAI: an unknown version is refused", 230, lambda: stop_service("uaiservice-partly", "9-9"))


def uai_stop_service():
    equal("UAI: the stop of a whole service is accepted", 0, stop_service("uaiservice-whole")["RetCode"])
    goes_through(
        "UAI: the whole service stops", ["Normal", "ToStart"], lambda: services()["uaiservice-whole"]
    )
    equal(
        "UAI: the versions stop with their service", {"ToStart"}, set(versions("uaiservice-whole").values())
    )
    refuses("UAI: a second stop of a service is refused", 210, lambda: stop_service("uaiservice-whole"))
    refuses("UAI: a stopped service can't be stopped", 210, lambda: stop_service("uaiservice-stopped"))
    refuses("UAI: the stop of an unknown service is refused", 230, lambda: stop_service("uaiservice-nobody"))


def uai_stop_with_a_token():
    temporary = account("ucloud", temporary=True)
    call = {**UAI_PLACE, "ServiceID": "uaiservice-temporary", "SecurityToken": temporary["security_token"]}
    equal(
        "UAI: a temporary key stops a service", 0, client(temporary).invoke("StopUAIService", call)["RetCode"]
    )
    goes_through(
        "UAI: the service stopped by a temporary key stops",
        ["Normal", "ToStart"],
        lambda: services()["uaiservice-temporary"],
    )


def the_two_gateways_are_apart():
    """A key of one product gets an empty list from the other product, without an error."""
    equal("UAI: a key sees no CompShare instance", [], UAI.invoke("DescribeCompShareInstance")["UHostSet"])
    equal("CompShare: a key sees no service", [], COMPSHARE.invoke("GetUAIServiceList")["ServiceSet"])


def final_states():
    saw("compshare", states(pages(100)))
    saw("ucloud", services())
    for service in services():
        saw("ucloud", {f"{service}@{version}": state for version, state in versions(service).items()})


run(
    compshare_list_and_describe,
    compshare_stop,
    compshare_refusals,
    compshare_spot,
    signatures,
    compshare_stop_with_a_token,
    uai_list,
    uai_stop_version,
    uai_stop_service,
    uai_stop_with_a_token,
    the_two_gateways_are_apart,
    final_states,
)
