"""Prints the time in which each official SDK signs the request of tests/bench, one line for each SDK.

The time is the processor time of one call in nanoseconds, the median of 41 rounds."""

import statistics
import time

KEY, SECRET = "AKLTExampleExampleExampleExample", "ExampleSecretExampleSecretExampleSecret0"
HOST = "open.volcengineapi.com"
QUERY = {
    "Action": "StopInstance",
    "Version": "2020-04-01",
    "InstanceId": "i-yaexampleexample0000",
    "ForceStop": "false",
    "StoppedMode": "StopCharging",
    "ClientToken": "6f4a0d6e-6d4c-4d4b-9a3c-2f0c8f0f5b1d",
}


def ucloud():
    from ucloud.core.auth import Credential

    credential = Credential(KEY, SECRET)
    return lambda: credential.verify_ac(dict(QUERY, PublicKey=KEY))


def bce():
    from baidubce.auth import bce_v1_signer
    from baidubce.auth.bce_credentials import BceCredentials

    credentials = BceCredentials(KEY, SECRET)
    headers, params = {b"host": HOST.encode()}, {key.encode(): value.encode() for key, value in QUERY.items()}
    return lambda: bce_v1_signer.sign(credentials, b"GET", b"/", headers, params, 1785542400)


def volcengine():
    from volcenginesdkcore.signv4 import SignerV4

    def sign():
        SignerV4.sign("/", "GET", {"Host": HOST}, "", None, QUERY, KEY, SECRET, "cn-beijing", "ecs")

    return sign


def huaweicloud():
    from huaweicloudsdkcore.auth.credentials import BasicCredentials
    from huaweicloudsdkcore.sdk_request import SdkRequest
    from huaweicloudsdkcore.signer.signer import Signer

    signer, query = Signer(BasicCredentials(KEY, SECRET, "project")), list(QUERY.items())
    return lambda: signer.sign(
        SdkRequest(method="GET", schema="https", host=HOST, resource_path="/", query_params=query,
                   header_params={"Host": HOST}, body="", uri="/"))


def nanoseconds(call, rounds=41, calls=200):
    for _ in range(calls):
        call()
    taken = []
    for _ in range(rounds):
        start = time.process_time_ns()
        for _ in range(calls):
            call()
        taken.append((time.process_time_ns() - start) / calls)
    return statistics.median(taken)


for sdk in (ucloud, bce, volcengine, huaweicloud):
    print(sdk.__name__, nanoseconds(sdk()))
