"""The local origin follows the rules that CloudFront and API Gateway follow in AWS."""

import contextlib
import gzip
import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from chalice import Chalice, Response

from localstack import mailbox
from localstack.gateway import LARGEST_BODY_BYTES, Gateway, HttpRequest
from localstack.origin import Origin
from localstack.status_files import StatusFiles
from localstack.web_files import FOR_EVER, WebFiles

NO_AWS = "http://127.0.0.1:1"


def make_app():
    app = Chalice(app_name="small")

    @app.route("/api/v1/echo/{name}", methods=["GET", "POST"], content_types=["*/*"])
    def echo(name):
        request = app.current_request
        return {
            "name": name,
            "query": request.query_params and request.query_params.getlist("tag"),
            "body": (request.raw_body or b"").decode(),
            "agent": request.headers.get("user-agent"),
            "address": request.context["identity"]["sourceIp"],
        }

    @app.route("/api/v1/echo/fixed")
    def fixed():
        return Response(body="long " * 1000, headers={"Content-Type": "text/plain"})

    @app.route("/api/v1/sites/{site_id}/check", methods=["POST"], content_types=["*/*"])
    def check(site_id):
        return {"site_id": site_id}

    return app


@pytest.fixture(scope="module")
def gateway():
    return Gateway(make_app())


@pytest.fixture
def web(tmp_path):
    for name, text in {
        "index.html": "landing",
        "de.html": "deutsch",
        "404.html": "nothing here",
        "robots.txt": "User-agent: *",
        "assets/site-a1.js": "landing script",
        "app/index.html": "admin",
        "app/assets/main-b2.js": "admin script" * 100,
        "portal/index.html": "portal",
    }.items():
        file = tmp_path / "dist" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "secret.txt").write_text("not for the web")
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "plugin.zip").write_bytes(b"PK")
    return WebFiles(tmp_path / "dist", tmp_path / "downloads")


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/", 200, b"landing"),
        ("/de.html", 200, b"deutsch"),
        ("/robots.txt", 200, b"User-agent: *"),
        ("/app/", 200, b"admin"),
        ("/app/sites/0192", 200, b"admin"),
        ("/portal/anything/deep", 200, b"portal"),
        ("/app/assets/gone-c3.js", 404, b"nothing here"),
        ("/app/favicon.ico", 404, b"nothing here"),
        ("/unknown", 404, b"nothing here"),
        ("/../secret.txt", 404, b"nothing here"),
        ("/app/../../secret.txt", 404, b"nothing here"),
        ("/assets/\0", 404, b"nothing here"),
        ("/downloads/plugin.zip", 200, b"PK"),
        ("/downloads/../secret.txt", 404, b"nothing here"),
    ],
)
def test_paths_lead_where_they_lead_in_aws(web, path, status, body):
    answer = web.get(path)

    assert (answer.status, answer.body) == (status, body)


def test_a_prefix_without_its_slash_is_moved(web):
    assert web.get("/app").headers["Location"] == "/app/"
    assert web.get("/portal").status == 301


def test_only_hashed_assets_are_kept_for_ever(web):
    assert web.get("/app/assets/main-b2.js").headers["Cache-Control"] == FOR_EVER
    assert web.get("/app/").headers["Cache-Control"] == "no-cache"


def test_texts_travel_zipped_and_known_files_not_at_all(web):
    answer = web.get("/app/assets/main-b2.js", accepts_gzip=True)
    again = web.get("/app/assets/main-b2.js", known_etag=answer.headers["ETag"])

    assert gzip.decompress(answer.body).startswith(b"admin script")
    assert (again.status, again.body) == (304, b"")


def test_pages_carry_the_headers_of_production(gateway, web):
    origin = Origin(
        gateway=gateway, files=web, status_files=StatusFiles(NoBucket(), ""), aws_endpoint=NO_AWS
    )

    headers = origin.answer(HttpRequest("GET", "/app/")).headers

    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


class NoBucket:
    """A bucket with one object."""

    class exceptions:  # noqa: N801 - as boto3 has it
        ClientError = KeyError

    def get_object(self, *, Bucket, Key):  # noqa: N803 - as boto3 has it
        body = {"public/status/lang/index.html": b"a page"}[Key]
        return {"ContentType": "text/html", "ETag": '"1"', "Body": io.BytesIO(body)}


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/status/lang/", 200, b"a page"),
        ("/status/lang/index.html", 200, b"a page"),
        ("/status/lang", 301, b""),
        ("/status/", 404, b"There is no such page."),
        ("/status/other/", 404, b"There is no such page."),
    ],
)
def test_status_pages_come_from_their_bucket_with_their_own_headers(
    gateway, web, path, status, body
):
    files = StatusFiles(NoBucket(), "bucket")
    origin = Origin(gateway=gateway, files=web, status_files=files, aws_endpoint=NO_AWS)

    answer = origin.answer(HttpRequest("GET", path))

    assert (answer.status, answer.body) == (status, body)
    assert "form-action 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_request_reaches_the_app_as_api_gateway_would_send_it(gateway):
    request = HttpRequest(
        "POST",
        "/api/v1/echo/café",
        query="tag=a&tag=b",
        headers={"content-type": "application/json", "user-agent": "test"},
        body='{"ä": 1}'.encode(),
        address="127.0.0.7",
    )

    told = json.loads(gateway.answer(request).body)

    assert told == {
        "name": "café",
        "query": ["a", "b"],
        "body": '{"ä": 1}',
        "agent": "test",
        "address": "127.0.0.7",
    }


def test_a_zipped_body_is_unpacked_on_the_way(gateway):
    request = HttpRequest(
        "POST",
        "/api/v1/echo/x",
        headers={"content-encoding": "gzip", "content-type": "application/json"},
        body=gzip.compress(b'{"packed": true}'),
    )

    assert json.loads(gateway.answer(request).body)["body"] == '{"packed": true}'


def test_a_fixed_path_goes_before_one_with_a_parameter(gateway):
    assert gateway.answer(HttpRequest("GET", "/api/v1/echo/fixed")).body.startswith(b"long")


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        (HttpRequest("GET", "/api/v1/unheard"), 404, "not_found"),
        (HttpRequest("DELETE", "/api/v1/echo/x"), 404, "not_found"),
        (HttpRequest("GET", "/api/v1/sites/a/b/check"), 404, "not_found"),
        (
            HttpRequest("POST", "/api/v1/echo/x", body=b"x" * (LARGEST_BODY_BYTES + 1)),
            413,
            "body_too_large",
        ),
        (
            HttpRequest(
                "POST",
                "/api/v1/echo/x",
                headers={"content-encoding": "gzip"},
                body=gzip.compress(b"0" * (LARGEST_BODY_BYTES + 1)),
            ),
            413,
            "body_too_large",
        ),
    ],
)
def test_what_never_reaches_the_app_is_answered_as_a_problem(gateway, request_, status, code):
    answer = gateway.answer(request_)

    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert json.loads(answer.body)["code"] == code


def test_long_answers_travel_zipped(gateway):
    request = HttpRequest("GET", "/api/v1/echo/fixed", headers={"accept-encoding": "gzip, br"})

    answer = gateway.answer(request)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == b"long " * 1000


def test_two_hundred_requests_at_once_do_not_mix(gateway):
    def ask(number):
        return json.loads(gateway.answer(HttpRequest("GET", f"/api/v1/echo/{number}")).body)["name"]

    with ThreadPoolExecutor(24) as pool:
        names = list(pool.map(ask, range(200)))

    assert names == [str(number) for number in range(200)]


@contextlib.contextmanager
def fake_aws(messages):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"messages": {"000000000000": messages}}).encode())

        def log_message(self, *arguments):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def a_message(subject, at):
    return {
        "MessageId": f"{subject}@x",
        "Source": "wingman@agency.example",
        "To": ["you@agency.example"],
        "Subject": subject,
        "BodyText": "plain <text>",
        "BodyHtml": "<p onclick='x()'>markup</p>",
        "Timestamp": at,
    }


def test_the_mailbox_shows_the_newest_message_first_and_runs_nothing_in_it():
    with fake_aws([a_message("first", 1.0), a_message("<second>", 2.0)]) as endpoint:
        page = mailbox.answer("/mailbox", endpoint)
        told = json.loads(mailbox.answer("/mailbox/messages.json", endpoint).body)

    text = page.body.decode()
    assert text.index("&lt;second&gt;") < text.index("first")
    assert "<p onclick" not in text
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert [mail["subject"] for mail in told["data"]] == ["<second>", "first"]
    assert told["data"][0]["text"] == "plain <text>"
