"""The object store, the same on every cloud."""

import hashlib
import urllib.error
import urllib.request

import pytest

from chalicelib.adapters.object_store import (
    SIGNING,
    ObjectExists,
    ObjectMissing,
    S3ObjectStore,
    Upload,
)
from tests.contract.adapters.clouds import Cloud

TEXT = "text/plain"


@pytest.fixture
def store(cloud: Cloud, name: str) -> S3ObjectStore:
    client = cloud.client("s3", config=SIGNING)
    client.create_bucket(Bucket=name)
    return S3ObjectStore(client, name)


def send(upload: Upload, content: bytes) -> int:
    request = urllib.request.Request(upload.url, data=content, headers=upload.headers, method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code


def fetch(url: str) -> tuple[int, bytes, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read(), answer.headers.get("Content-Disposition", "")
    except urllib.error.HTTPError as refusal:
        return refusal.code, b"", ""


def test_an_object_comes_back_as_it_went_in(store: S3ObjectStore) -> None:
    content = bytes(range(256)) * 500

    store.put("a/b c/ü.bin", content, content_type="application/octet-stream")

    assert store.get("a/b c/ü.bin") == content
    assert store.has("a/b c/ü.bin")


def test_an_empty_object_is_an_object(store: S3ObjectStore) -> None:
    store.put("empty", b"", content_type=TEXT)

    assert store.get("empty") == b""


def test_a_missing_object_is_missing(store: S3ObjectStore) -> None:
    assert not store.has("nothing")
    with pytest.raises(ObjectMissing):
        store.get("nothing")


def test_putting_again_replaces(store: S3ObjectStore) -> None:
    store.put("a", b"old", content_type=TEXT)
    store.put("a", b"new", content_type=TEXT)

    assert store.get("a") == b"new"


def test_what_may_not_be_replaced_is_kept(store: S3ObjectStore) -> None:
    store.put("a", b"first", content_type=TEXT, replace=False)

    with pytest.raises(ObjectExists):
        store.put("a", b"second", content_type=TEXT, replace=False)
    assert store.get("a") == b"first"


def test_deleting_twice_is_deleting(store: S3ObjectStore) -> None:
    store.put("a", b"x", content_type=TEXT)

    store.delete("a")
    store.delete("a")

    assert not store.has("a")


def test_keys_are_listed_by_prefix(store: S3ObjectStore) -> None:
    for key in ("one/a", "one/b", "two/a"):
        store.put(key, b"x", content_type=TEXT)

    assert list(store.list_keys("one/")) == ["one/a", "one/b"]


def permission(store: S3ObjectStore, content: bytes, *, lasts_seconds: int = 60) -> Upload:
    return store.permit_put(
        "up/load",
        sha256=hashlib.sha256(content).digest(),
        content_type=TEXT,
        lasts_seconds=lasts_seconds,
    )


@pytest.mark.needs("signatures")
def test_a_permitted_upload_arrives(store: S3ObjectStore) -> None:
    assert send(permission(store, b"hello"), b"hello") == 200
    assert store.get("up/load") == b"hello"


@pytest.mark.needs("checksums")
def test_other_bytes_than_permitted_are_refused(store: S3ObjectStore) -> None:
    assert send(permission(store, b"hello"), b"hacks") in (400, 403)
    assert not store.has("up/load")


@pytest.mark.needs("signatures")
def test_a_permission_with_another_digest_is_refused(store: S3ObjectStore) -> None:
    upload = permission(store, b"hello")
    other = permission(store, b"hacks")

    assert send(Upload(upload.url, other.headers), b"hacks") in (400, 403)
    assert not store.has("up/load")


@pytest.mark.needs("signatures")
def test_a_changed_url_is_refused(store: S3ObjectStore) -> None:
    upload = permission(store, b"hello")

    assert send(Upload(upload.url.replace("up/load", "up/date"), upload.headers), b"hello") == 403


@pytest.mark.needs("signatures")
def test_a_permitted_download_needs_no_credentials(store: S3ObjectStore) -> None:
    store.put("report.pdf", b"%PDF", content_type="application/pdf")

    url = store.permit_get("report.pdf", lasts_seconds=60, filename='Bericht "März".pdf')

    status, content, disposition = fetch(url)
    assert (status, content) == (200, b"%PDF")
    assert disposition == 'attachment; filename="Bericht Mrz.pdf"'
    assert fetch(url.replace("report", "budget"))[0] in (403, 404)
    assert fetch(url[:-4] + "beef")[0] == 403
