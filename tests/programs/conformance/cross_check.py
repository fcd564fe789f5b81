"""Start, describe, stop, describe and list an instance through the official SDK of a cloud.

`cargo xtask conformance` makes the same calls through this project's crate and compares the requests. The arguments
are the cloud and the instance's id. This script checks nothing.
"""

import json
import sys

from conformance.common import ENDPOINT, HOST, account

REGION = {"ucloud": "cn-bj2", "compshare": "cn-wlcb", "volcengine": "cn-beijing"}


def rpc(cloud):
    from ucloud.client import Client

    keys = account(cloud)
    return Client(
        {
            "region": REGION[cloud],
            "public_key": keys["access_key"],
            "private_key": keys["secret_key"],
            "base_url": ENDPOINT,
        }
    )


def ucloud(machine):
    client, version = rpc("ucloud"), "1-1"
    common = {"Zone": "cn-bj2-04", "ServiceID": machine}
    client.invoke("StartUAIService", {**common, "SrvVersion": version})
    client.invoke("GetUAISrvVersionList", {**common, "Offset": 0, "Limit": 100})
    client.invoke("StopUAIService", {**common, "SrvVersion": version})
    client.invoke("GetUAISrvVersionList", {**common, "Offset": 0, "Limit": 100})
    client.invoke("GetUAIServiceList", {"Zone": "cn-bj2-04", "Offset": 0, "Limit": 100})


def compshare(machine):
    client = rpc("compshare").ucompshare()
    common = {"Zone": "cn-wlcb-01", "UHostId": machine}
    client.start_comp_share_instance(common)
    client.describe_comp_share_instance({"UHostIds": [machine], "Offset": 0, "Limit": 100})
    client.stop_comp_share_instance(common)
    client.describe_comp_share_instance({"UHostIds": [machine], "Offset": 0, "Limit": 100})
    client.describe_comp_share_instance({"Offset": 0, "Limit": 100})


def bce(machine):
    from baidubce.auth.bce_credentials import BceCredentials
    from baidubce.bce_client_configuration import BceClientConfiguration
    from baidubce.services.bcc.bcc_client import BccClient

    keys = account("bce")
    credentials = BceCredentials(keys["access_key"], keys["secret_key"])
    client = BccClient(BceClientConfiguration(credentials=credentials, endpoint=ENDPOINT))
    client.start_instance(machine)
    client.get_instance(machine)
    client.stop_instance(machine)
    client.get_instance(machine)
    client.list_instances()


def volcengine(machine):
    import volcenginesdkcore
    from volcenginesdkecs import DescribeInstancesRequest, ECSApi, StartInstanceRequest, StopInstanceRequest

    keys = account("volcengine")
    configuration = volcenginesdkcore.Configuration()
    configuration.host, configuration.scheme = HOST, "http"
    configuration.ak, configuration.sk = keys["access_key"], keys["secret_key"]
    configuration.region = REGION["volcengine"]
    client = ECSApi(volcenginesdkcore.ApiClient(configuration))
    one = DescribeInstancesRequest(instance_ids=[machine], max_results=100)
    client.start_instance(StartInstanceRequest(instance_id=machine))
    client.describe_instances(one)
    client.stop_instance(StopInstanceRequest(instance_id=machine))
    client.describe_instances(one)
    client.describe_instances(DescribeInstancesRequest(max_results=100))


def huaweicloud(machine):
    from huaweicloudsdkcore.auth.credentials import BasicCredentials
    from huaweicloudsdkmodelarts.v1 import (
        ListDevServersRequest,
        ModelArtsClient,
        ServerStartRequest,
        ShowDevServerRequest,
        StartDevServerRequest,
        StopDevServerRequest,
    )

    keys = account("huaweicloud")
    credentials = BasicCredentials(keys["access_key"], keys["secret_key"], keys["project_id"])
    client = ModelArtsClient.new_builder().with_credentials(credentials).with_endpoint(ENDPOINT).build()
    client.start_dev_server(StartDevServerRequest(id=machine, body=ServerStartRequest()))
    client.show_dev_server(ShowDevServerRequest(id=machine))
    client.stop_dev_server(StopDevServerRequest(id=machine))
    client.show_dev_server(ShowDevServerRequest(id=machine))
    client.list_dev_servers(ListDevServersRequest(limit=100, offset=0))


if __name__ == "__main__":
    cloud, machine = sys.argv[1], sys.argv[2]
    {"ucloud": ucloud, "compshare": compshare, "bce": bce, "volcengine": volcengine, "huaweicloud": huaweicloud}[
        cloud
    ](machine)
    print(json.dumps("done"))
