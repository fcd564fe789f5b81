"""Shared code of the scripts: the sandbox's announcement, and the output lines for the results of checks.

The announcement arrives on standard input. `cargo xtask conformance` reads these lines: `ok WHAT`,
`FAILED WHAT: expected … got …`, and `saw CLOUD ID STATE` for the last state that the SDK reported.
"""

import faulthandler
import json
import logging
import sys
import traceback

# No check waits for long. A script that runs for two minutes hangs; the output then shows the place.
faulthandler.dump_traceback_later(120, exit=True)

# Some SDKs log each request and each error.
logging.disable()

ANNOUNCEMENT = json.load(sys.stdin)
ENDPOINT = ANNOUNCEMENT["endpoint"]
HOST = ENDPOINT.removeprefix("http://")


def account(cloud, temporary=False):
    """The keys of a cloud: temporary keys, which need a token, or permanent ones."""
    for entry in ANNOUNCEMENT["accounts"]:
        if entry["cloud"] == cloud and ("security_token" in entry) == temporary:
            return entry
    raise LookupError(f"the sandbox announced no such account of {cloud}")


def wrong_secret(keys):
    return {**keys, "secret_key": f"wrong-{keys['secret_key']}"}


def unknown_key(keys):
    return {**keys, "access_key": f"unknown-{keys['access_key']}"}


def announced(cloud, region=None):
    """The state of each instance at the start, by id. The versions of services are left out."""
    entries = [
        entry for entry in ANNOUNCEMENT["instances"] if entry["cloud"] == cloud and "@" not in entry["id"]
    ]
    return {entry["id"]: entry["state"] for entry in entries if region in (None, entry["region"])}


def ok(what):
    print(f"ok {what}")


def failed(what, expected, got):
    print(f"FAILED {what}: expected {expected!r} got {got!r}")


def equal(what, expected, got):
    if expected == got:
        ok(what)
    else:
        failed(what, expected, got)


def refused(what, expected, error_type, read, call):
    """Checks that the call raises this exception of the SDK, with the expected content."""
    try:
        answer = call()
    except error_type as error:
        equal(what, expected, read(error))
    else:
        failed(what, expected, f"the answer {str(answer)[:200]}")


def goes_through(what, expected, poll):
    """Polls until the last expected state, at most 8 times, and compares the observed states."""
    observed = []
    for _ in range(8):
        state = poll()
        if observed[-1:] != [state]:
            observed.append(state)
        if state == expected[-1]:
            break
    equal(what, expected, observed)


def saw(cloud, states):
    """Prints the last states that the SDK reported, for the comparison with the sandbox's own."""
    for instance, state in states.items():
        print(f"saw {cloud} {instance} {state}")


def run(*sections):
    """Runs each section. A section that raises an exception is a failed check; the other sections run."""
    for section in sections:
        try:
            section()
        except Exception as error:
            failed(f"the section {section.__name__} runs to its end", "no exception", error)
            traceback.print_exc(file=sys.stdout)
