"""Stops the fleet of a sandbox through the cloud's official SDK with 32 threads, and confirms the stops.

The sandbox's announcement arrives on standard input. The script sends one stop for each instance, and polls a hundred
instances at a time: by their ids or, where the vendor has no query by ids, as pages of the list. It prints the
processor time and the elapsed time in seconds."""

import json
import logging
import sys
import time
from concurrent.futures import ThreadPoolExecutor

# Some SDKs log each request and each error.
logging.disable()
THREADS, PAGE = 32, 100
ANNOUNCEMENT = json.load(sys.stdin)
ENDPOINT = ANNOUNCEMENT["endpoint"]
IDS = [instance["id"] for instance in ANNOUNCEMENT["instances"]]


def volcengine(keys):
    import volcenginesdkcore
    from volcenginesdkecs import DescribeInstancesRequest, ECSApi, StopInstanceRequest

    configuration = volcenginesdkcore.Configuration()
    configuration.host, configuration.scheme = ENDPOINT.removeprefix("http://"), "http"
    configuration.ak, configuration.sk = keys["access_key"], keys["secret_key"]
    configuration.region, configuration.connection_pool_maxsize = "cn-beijing", THREADS
    ecs = ECSApi(volcenginesdkcore.ApiClient(configuration))

    def poll(ids):
        page = ecs.describe_instances(DescribeInstancesRequest(instance_ids=ids, max_results=PAGE))
        return {instance.instance_id: instance.status for instance in page.instances}

    return by_ids, poll, lambda instance: ecs.stop_instance(StopInstanceRequest(instance_id=instance)), "STOPPED"


def bce(keys):
    from baidubce.auth.bce_credentials import BceCredentials
    from baidubce.bce_client_configuration import BceClientConfiguration
    from baidubce.services.bcc.bcc_client import BccClient

    credentials = BceCredentials(keys["access_key"], keys["secret_key"])
    bcc = BccClient(BceClientConfiguration(credentials=credentials, endpoint=ENDPOINT))

    def poll(ids):
        return {instance.id: instance.status for instance in bcc.list_instance_by_instance_ids(ids).instances}

    return by_ids, poll, bcc.stop_instance, "Stopped"


def rpc(keys, region):
    from ucloud.client import Client

    pair = {"public_key": keys["access_key"], "private_key": keys["secret_key"]}
    return Client({"region": region, "base_url": ENDPOINT, **pair})


def ucloud(keys):
    client = rpc(keys, "cn-bj2")

    def poll(offset):
        page = client.invoke("GetUAIServiceList", {"Offset": offset, "Limit": PAGE})
        return {service["ServiceID"]: service["Status"] for service in page["ServiceSet"]}

    def stop(service):
        client.invoke("StopUAIService", {"Zone": "cn-bj2-04", "ServiceID": service})

    return in_list, poll, stop, "ToStart"


def compshare(keys):
    client = rpc(keys, "cn-wlcb").ucompshare()

    def poll(ids):
        page = client.describe_comp_share_instance({"UHostIds": ids, "Offset": 0, "Limit": PAGE})
        return {host["UHostId"]: host["State"] for host in page["UHostSet"]}

    def stop(host):
        client.stop_comp_share_instance({"Zone": "cn-wlcb-01", "UHostId": host})

    return by_ids, poll, stop, "Stopped"


def huaweicloud(keys):
    from huaweicloudsdkcore.auth.credentials import BasicCredentials
    from huaweicloudsdkmodelarts.v1 import ListDevServersRequest, ModelArtsClient, StopDevServerRequest

    credentials = BasicCredentials(keys["access_key"], keys["secret_key"], keys["project_id"])
    client = ModelArtsClient.new_builder().with_credentials(credentials).with_endpoint(ENDPOINT).build()

    def poll(offset):
        page = client.list_dev_servers(ListDevServersRequest(limit=PAGE, offset=offset))
        return {server.id: server.status for server in page.data}

    return in_list, poll, lambda server: client.stop_dev_server(StopDevServerRequest(id=server)), "STOPPED"


def by_ids(remaining):
    return [remaining[start : start + PAGE] for start in range(0, len(remaining), PAGE)]


def in_list(_remaining):
    return range(0, len(IDS), PAGE)


def not_stopped(parts, poll, stopped, remaining, pool):
    states = {}
    for page in pool.map(poll, parts(remaining)):
        states.update(page)
    return [instance for instance in remaining if states.get(instance) != stopped]


def fleet(parts, poll, stop, stopped, pool):
    remaining = not_stopped(parts, poll, stopped, IDS, pool)
    list(pool.map(stop, remaining))
    while remaining:
        time.sleep(0.3)
        remaining = not_stopped(parts, poll, stopped, remaining, pool)


CLOUDS = {
    "ucloud": ucloud,
    "compshare": compshare,
    "bce": bce,
    "volcengine": volcengine,
    "huaweicloud": huaweicloud,
}
keys = next(account for account in ANNOUNCEMENT["accounts"] if account["cloud"] == sys.argv[1])
client = CLOUDS[sys.argv[1]](keys)
with ThreadPoolExecutor(THREADS) as pool:
    wall = time.monotonic()
    cpu = time.process_time()
    fleet(*client, pool)
    print(json.dumps({"cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall}))
