"""Jobs of tests: functions that another process can import."""

import os
import signal
import time
from pathlib import Path


def add(payload):
    """Adds; writes down each time it is done."""
    with Path(payload["log"]).open("a") as log:
        log.write(f"{payload['a']}\n")
    return {"sum": payload["a"] + payload["b"]}


def die_once(payload):
    """Kills its own process the first time, as a machine would."""
    mark = Path(payload["folder"]) / f"died-{payload['a']}"
    if payload["dies"] and not mark.exists():
        mark.write_text("")
        os.kill(os.getpid(), signal.SIGKILL)
    return {"square": payload["a"] ** 2}


def die(payload):
    """Always kills its own process."""
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)
    return {}


def fail(payload):
    """Fails as a job, not as a process."""
    raise ValueError(f"no plan for {payload['a']}")


def slow_square(payload):
    """Takes its time."""
    time.sleep(payload["s"])
    return {"square": payload["a"] ** 2}
