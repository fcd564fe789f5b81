"""The fleet of the sandbox that is announced on standard input, stopped and confirmed through the cloud's
official SDK with 32 threads: one stop for each instance, and looks at a hundred at a time. Prints the seconds
of processor time that it took, and by the clock."""

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


def volcengine(keys):
    import volcenginesdkcore
    from volcenginesdkecs import DescribeInstancesRequest, ECSApi, StopInstanceRequest

    configuration = volcenginesdkcore.Configuration()
    configuration.host, configuration.scheme = ENDPOINT.removeprefix("http://"), "http"
    configuration.ak, configuration.sk = keys["access_key"], keys["secret_key"]
    configuration.region, configuration.connection_pool_maxsize = "cn-beijing", THREADS
    ecs = ECSApi(volcenginesdkcore.ApiClient(configuration))

    def look(ids):
        page = ecs.describe_instances(DescribeInstancesRequest(instance_ids=ids, max_results=PAGE))
        return {instance.instance_id: instance.status for instance in page.instances}

    return look, lambda instance: ecs.stop_instance(StopInstanceRequest(instance_id=instance)), "STOPPED"


def bce(keys):
    from baidubce.auth.bce_credentials import BceCredentials
    from baidubce.bce_client_configuration import BceClientConfiguration
    from baidubce.services.bcc.bcc_client import BccClient

    credentials = BceCredentials(keys["access_key"], keys["secret_key"])
    bcc = BccClient(BceClientConfiguration(credentials=credentials, endpoint=ENDPOINT))

    def look(ids):
        return {instance.id: instance.status for instance in bcc.list_instance_by_instance_ids(ids).instances}

    return look, bcc.stop_instance, "Stopped"


def fleet(look, stop, stopped, ids, pool):
    look_at = [ids[at : at + PAGE] for at in range(0, len(ids), PAGE)]
    list(pool.map(look, look_at))
    list(pool.map(stop, ids))
    while look_at:
        time.sleep(0.3)
        states = {}
        for page in pool.map(look, look_at):
            states.update(page)
        left = [instance for chunk in look_at for instance in chunk if states.get(instance) != stopped]
        look_at = [left[at : at + PAGE] for at in range(0, len(left), PAGE)]


cloud = {"volcengine": volcengine, "bce": bce}[sys.argv[1]]
keys = next(account for account in ANNOUNCEMENT["accounts"] if account["cloud"] == sys.argv[1])
ids = [instance["id"] for instance in ANNOUNCEMENT["instances"]]
made = cloud(keys)
with ThreadPoolExecutor(THREADS) as pool:
    wall, cpu = time.monotonic(), time.process_time()
    fleet(*made, ids, pool)
    print(json.dumps({"cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall}))
