"""Huawei Cloud's SDK: ModelArts DevServers, and temporary keys."""

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkmodelarts.v1 import (
    ListAllDevServersRequest,
    ListDevServersRequest,
    ModelArtsClient,
    ServerResponse,
    ShowDevServerRequest,
    StopDevServerRequest,
)

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

NOBODY = "00000000-0000-4000-8000-000000000000"


def client(keys, token=None, project=None):
    credentials = BasicCredentials(keys["access_key"], keys["secret_key"], project or keys["project_id"])
    if token:
        credentials = credentials.with_security_token(token)
    return ModelArtsClient.new_builder().with_credentials(credentials).with_endpoint(ENDPOINT).build()


MODELARTS = client(account("huaweicloud"))


def refuses(what, status_and_code, call):
    refused(
        what,
        status_and_code,
        ClientRequestException,
        lambda error: (error.status_code, error.error_code),
        call,
    )


def pages(size, api=MODELARTS):
    """All servers, page after page."""
    servers, total = [], 1
    while len(servers) < total:
        page = api.list_dev_servers(ListDevServersRequest(limit=size, offset=len(servers)))
        total = page.total
        servers += page.data
        if not page.data:
            break
    return servers


def states(servers):
    return {server.id: server.status for server in servers}


def named(name):
    """The id of a server, the only key that the SDK accepts."""
    [found] = [server.id for server in pages(100) if server.name == name]
    return found


def show(server):
    return MODELARTS.show_dev_server(ShowDevServerRequest(id=server))


def stop(server, api=MODELARTS):
    return api.stop_dev_server(StopDevServerRequest(id=server))


def list_and_show():
    equal("paging by 2 lists the fleet", announced("huaweicloud"), states(pages(2)))
    everything = MODELARTS.list_all_dev_servers(ListAllDevServersRequest())
    equal("the tenant's list has the fleet", announced("huaweicloud"), states(everything.data))
    equal(
        "the list's items come as the SDK's model",
        {ServerResponse},
        {type(server) for server in everything.data},
    )
    newest = MODELARTS.list_dev_servers(
        ListDevServersRequest(limit=1, sort_dir="DESC", sort_key="createTime")
    )
    equal(
        "a page of one tells the total", (1, len(announced("huaweicloud"))), (len(newest.data), newest.total)
    )
    one = show(named("one"))
    read = (one.name, one.status, one.charging_mode, one.flavor, one.cloud_server.type, one.image.arch)
    expected = ("one", "RUNNING", "POST_PAID", "modelarts.bm.npu.arm.8snt9b.d", "BMS", "ARM")
    equal("the model has the server's fields", expected, read)
    times = (type(one.create_at), one.volumes[0].type, one.endpoints[0].dev_service)
    equal("the model has the fields of the server's parts", (int, "ROOT", "SSH"), times)


def stop_one():
    server = named("one")
    answer = stop(server)
    equal(
        "the stop is accepted and answers with the server", (server, "STOPPING"), (answer.id, answer.status)
    )
    goes_through(
        "the server goes through stopping to stopped", ["STOPPING", "STOPPED"], lambda: show(server).status
    )
    in_state = (400, "ModelArts.6357")
    refuses("a second stop is refused", in_state, lambda: stop(server))
    refuses("a stopped server can't be stopped", in_state, lambda: stop(named("stopped")))


def stop_that_fails():
    server = named("fails")
    equal("a stop that will fail is accepted", "STOPPING", stop(server).status)
    goes_through(
        "the stop that fails ends in a failure", ["STOPPING", "STOP_FAILED"], lambda: show(server).status
    )
    equal("a failed stop may be tried again", "STOPPING", stop(server).status)
    goes_through("the repeated stop fails again", ["STOPPING", "STOP_FAILED"], lambda: show(server).status)


def refusals():
    missing = (400, "ModelArts.6404")
    refuses("an unknown id is not shown", missing, lambda: show(NOBODY))
    refuses("an unknown id is not stopped", missing, lambda: stop(NOBODY))
    refused(
        "a refusal carries the request's id",
        32,
        ClientRequestException,
        lambda error: len(error.request_id),
        lambda: show(NOBODY),
    )
    elsewhere = client(account("huaweicloud"), project="ffffffffffffffffffffffffffffffff")
    refuses("another project is refused", (403, "ModelArts.0210"), lambda: pages(10, elsewhere))


def signatures():
    keys, unauthorized = account("huaweicloud"), (401, "APIGW.0301")
    refuses("a wrong secret is refused", unauthorized, lambda: pages(10, client(wrong_secret(keys))))
    refuses("an unknown key is refused", unauthorized, lambda: pages(10, client(unknown_key(keys))))
    refused(
        "the refusal of a wrong secret tells the canonical request",
        True,
        ClientRequestException,
        lambda error: "canonicalRequest:GET|/v1/" in error.error_msg,
        lambda: pages(10, client(wrong_secret(keys))),
    )


def temporary_keys():
    keys, unauthorized = account("huaweicloud", temporary=True), (401, "APIGW.0301")
    refuses("a temporary key without its token is refused", unauthorized, lambda: pages(10, client(keys)))
    another = client(keys, token="another")
    refuses("a temporary key with another token is refused", unauthorized, lambda: pages(10, another))
    api, server = client(keys, token=keys["security_token"]), named("temporary")
    equal(
        "a temporary key with its token lists the fleet",
        set(announced("huaweicloud")),
        set(states(pages(10, api))),
    )
    equal("a temporary key with its token stops", "STOPPING", stop(server, api).status)
    goes_through(
        "the server stopped with a token goes through stopping to stopped",
        ["STOPPING", "STOPPED"],
        lambda: show(server).status,
    )


def final_states():
    saw("huaweicloud", states(pages(100)))


run(list_and_show, stop_one, stop_that_fails, refusals, signatures, temporary_keys, final_states)
