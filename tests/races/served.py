"""The product served by several processes on loopback, and clients that all ask at the same moment."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from django.db import connections

from tests.races.racing import PATIENCE_S

PROCESSES = 3
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client got."""

    status: int
    body: Any

    @property
    def end(self) -> str:
        """How it ended: "201", or the code of the problem."""
        return str(self.status) if self.status < 300 else str(self.body["code"])


@dataclass(frozen=True, slots=True)
class Server:
    """Where the processes listen, together."""

    port: int

    def post(self, path: str, body: Any, *, token: str, key: str) -> Answer:
        """Ask on a connection of its own."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        headers = {
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        try:
            line.request("POST", f"/api/v1{path}", json.dumps(body), headers)
            found = line.getresponse()
            return Answer(found.status, json.loads(found.read()))
        finally:
            line.close()


def all_at_once(asks: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Let every client go at the same moment; their answers in the same order."""
    start = threading.Barrier(len(asks), timeout=PATIENCE_S)

    def go(ask: Callable[[], Answer]) -> Answer:
        start.wait()
        return ask()

    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(go, asks))


@contextmanager
def served(address: str, folder: Path, **environment: str) -> Iterator[Server]:
    """The product over the database of that address, in several processes, until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.races.frozen_app:application"]
    command += ["--lifespan", "off", "--port", str(port), "--workers", str(PROCESSES)]
    command += ["--log-level", "error", "--no-access-log"]
    mine = {
        "GAIYUE_CELLS": f"default={address}",
        "GAIYUE_VAR": str(folder),
        "GAIYUE_SECRET_KEY": "only-for-tests",
        "DJANGO_SETTINGS_MODULE": "gaiyue.settings",
        **environment,
    }
    connections.close_all()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **mine})
    try:
        _wait_for(port, process)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Until each process has answered: more clients than processes ask, and all get an answer."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        try:
            line.request("GET", "/api/v1/openapi.json")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            line.close()
    raise RuntimeError("the server did not come up")
