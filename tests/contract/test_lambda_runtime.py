"""One handler under the client that runs inside AWS: a real context, real answers, real errors."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from localstack.network import LOOPBACK

ROOT = Path(__file__).resolve().parents[2]
ARN = "arn:aws:lambda:us-east-1:000000000000:function:wingman-local-wake-site"
PATIENCE = 30


@dataclass
class RuntimeApi:
    """What Lambda's Runtime API offers to a runtime client: events out, answers in."""

    events: "queue.Queue[tuple[str, Any]]" = field(default_factory=queue.Queue)
    answers: "queue.Queue[tuple[str, Any]]" = field(default_factory=queue.Queue)

    def invoke(self, request_id: str, event: Any) -> tuple[str, Any]:
        self.events.put((request_id, event))
        return self.answers.get(timeout=PATIENCE)

    def handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # unbuffered writes and delayed acknowledgements cost 40 ms an answer
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                request_id, event = api.events.get()
                deadline = int(time.time() * 1000) + 30_000
                self._answer(
                    200,
                    json.dumps(event).encode(),
                    {
                        "Lambda-Runtime-Aws-Request-Id": request_id,
                        "Lambda-Runtime-Deadline-Ms": str(deadline),
                        "Lambda-Runtime-Invoked-Function-Arn": ARN,
                        # Without one the client does not complain, it crashes.
                        "Content-Type": "application/json",
                    },
                )

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self._answer(202, b"{}", {})
                kind = self.path.rsplit("/", 1)[-1]
                api.answers.put((kind, json.loads(body)))

            def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
                self.wfile.flush()

            def log_message(self, *_: Any) -> None: ...

        return Handler


@pytest.fixture
def runtime() -> Iterator[RuntimeApi]:
    api = RuntimeApi()
    server = ThreadingHTTPServer((LOOPBACK, 0), api.handler())
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = subprocess.Popen(
        [sys.executable, "-m", "awslambdaric", "functions.wake_site.handler.handler"],
        cwd=ROOT,
        env={
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "AWS_LAMBDA_RUNTIME_API": f"{LOOPBACK}:{server.server_port}",
            "AWS_LAMBDA_FUNCTION_NAME": "wingman-local-wake-site",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_REGION": "us-east-1",
            "PYTHONPATH": str(ROOT),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield api
    client.kill()
    client.wait()
    server.shutdown()


def test_a_batch_is_answered_with_exactly_the_messages_that_failed(runtime: RuntimeApi) -> None:
    event = json.loads((ROOT / "functions" / "wake_site" / "event.json").read_text())
    (sample,) = event["Records"]
    # The fetcher refuses a loopback address at once: nobody is woken, and no name is looked up.
    harmless = json.dumps({**json.loads(sample["body"]), "url": "http://127.0.0.1:9"})
    poison = {**sample, "messageId": "poison", "body": '{"site_id": "nonsense"}'}

    kind, answer = runtime.invoke("first", {"Records": [{**sample, "body": harmless}, poison]})

    assert kind == "response"
    failed = [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
    assert failed == ["poison"]


def test_an_event_of_another_shape_is_an_error_with_its_trace_and_the_next_one_is_served(
    runtime: RuntimeApi,
) -> None:
    kind, error = runtime.invoke("broken", {"detail-type": "Scheduled Event"})

    assert kind == "error"
    assert error["errorType"] == "KeyError"
    assert any("chalicelib/consumer.py" in line for line in error["stackTrace"])
    assert runtime.invoke("after", {"Records": []}) == ("response", {"batchItemFailures": []})
