"""What the scripts share: the sandbox's announcement, and the lines that say how a check went.

The announcement comes on standard input. `cargo xtask conformance` reads these lines:
`ok WHAT`, `FAILED WHAT: expected … got …`, and `saw CLOUD ID STATE` for what the SDK was told last.
"""

import faulthandler
import json
import logging
import sys
import traceback

# No check waits: a script that runs this long hangs, and says where.
faulthandler.dump_traceback_later(120, exit=True)

# Some SDKs log each request and each error.
logging.disable()

ANNOUNCEMENT = json.load(sys.stdin)
ENDPOINT = ANNOUNCEMENT["endpoint"]
HOST = ENDPOINT.removeprefix("http://")


def account(cloud, temporary=False):
    """The keys of a cloud; those that need a token, or those that don't."""
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
    """Checks that the call raises this class of the SDK, and what the SDK read from the refusal."""
    try:
        answer = call()
    except error_type as error:
        equal(what, expected, read(error))
    else:
        failed(what, expected, f"the answer {str(answer)[:200]}")


def goes_through(what, expected, look):
    """Looks until the last of the expected states comes, and compares those on the way."""
    seen = []
    for _ in range(8):
        state = look()
        if seen[-1:] != [state]:
            seen.append(state)
        if state == expected[-1]:
            break
    equal(what, expected, seen)


def saw(cloud, states):
    """Tells what the SDK showed last, to be compared with what the sandbox holds."""
    for instance, state in states.items():
        print(f"saw {cloud} {instance} {state}")


def run(*sections):
    """Runs each section; one that breaks is a failed check, and the others go on."""
    for section in sections:
        try:
            section()
        except Exception as error:
            failed(f"the section {section.__name__} runs to its end", "no exception", error)
            traceback.print_exc(file=sys.stdout)
