"""The processes that chaos kills: the API, and each function as Lambda's poller would drive it.

They run the product's own code in processes of their own. Only waiting is compressed: what takes a
minute in AWS (an invisible message, a claim on a letter) takes seconds here.
"""

import datetime as dt
import http.server
import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from localstack.network import LOOPBACK

# Longer than a message stays invisible: in AWS too the word of SES may come late, or its own worker
# die, and is still in time.
CLAIM_LASTS = dt.timedelta(seconds=8)
BATCH = 10
_WAIT_SECONDS = 1


def serve_api(environment: Mapping[str, str], log: Path, port: int) -> None:
    """One API process: one request at a time, as one Lambda container takes them."""
    _become(environment, log)
    from app import app
    from localstack.gateway import Gateway, HttpRequest

    gateway = Gateway(app)

    class Door(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = gateway.answer(HttpRequest("POST", self.path, "", headers, body))
            self.send_response(answer.status)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            """Silence: thousands of requests are no news."""

    class Server(http.server.HTTPServer):
        request_queue_size = 256

    Server((LOOPBACK, port), Door).serve_forever()


def run_worker(environment: Mapping[str, str], log: Path, function: str, journal: Path) -> None:
    """Poll the function's queue, hand it batches, delete what it did not report as failed."""
    _become(environment, log)
    import boto3

    from chalicelib.adapters import settings

    _compress_time(journal)
    handler = import_module(f"functions.{function}.handler").handler
    queue_url = f"{settings.load().queue_base_url}{function.replace('_', '-')}-queue"
    sqs: Any = boto3.client("sqs")
    while True:
        received = sqs.receive_message(
            QueueUrl=queue_url, MaxNumberOfMessages=BATCH, WaitTimeSeconds=_WAIT_SECONDS
        ).get("Messages", [])
        if received:
            _delete(sqs, queue_url, _handled(handler, received))


def _handled(handler: Any, received: list[dict[str, Any]]) -> list[dict[str, Any]]:
    records = [
        {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "eventSource": "aws:sqs",
        }
        for message in received
    ]
    try:
        answer = handler({"Records": records}, None) or {}
    except Exception:  # Lambda: the whole batch comes again
        return []
    failed = {failure["itemIdentifier"] for failure in answer.get("batchItemFailures", [])}
    return [message for message in received if message["MessageId"] not in failed]


def _delete(sqs: Any, queue_url: str, messages: list[dict[str, Any]]) -> None:
    if messages:
        sqs.delete_message_batch(
            QueueUrl=queue_url,
            Entries=[
                {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]}
                for number, message in enumerate(messages)
            ],
        )


def _become(environment: Mapping[str, str], log: Path) -> None:
    """A process of its own: its settings, and its words in a file."""
    for name in [name for name in os.environ if name.startswith(("WINGMAN_", "AWS_"))]:
        del os.environ[name]
    os.environ.update(environment)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    from chalicelib.adapters import settings

    settings.load.cache_clear()


def _compress_time(journal: Path) -> None:
    """Claims run out in seconds; and each granted one is noted, to account for every letter."""
    from chalicelib import bootstrap
    from chalicelib.notifications import items
    from chalicelib.notifications.model import Claim

    items.CLAIM_LASTS = CLAIM_LASTS
    log = bootstrap.delivery_log()
    claim = log.claim

    def noted(notification_id: Any) -> Claim:
        answer = claim(notification_id)
        if answer is Claim.GRANTED:
            with journal.open("a") as lines:
                lines.write(f"{notification_id}\n")
        return answer

    log.claim = noted  # type: ignore[method-assign]
