"""Status pages over HTTP: made by the agency, read by a client, followed by strangers."""

import base64
import datetime as dt
import re
import uuid
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.mailer import Email
from chalicelib.kit.clock import FixedClock
from chalicelib.status_pages.page_objects import PageObjects
from tests import builders
from tests.api.conftest import Answered, Api
from tests.conftest import Cast
from tests.fakes.in_memory_object_store import InMemoryObjectStore
from tests.fakes.post_office import PostOffice

PNG = "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()
LINK = re.compile(r"/status/lang/subscription\.html#(\S+)")
PUBLISHED = {"slug": "lang", "title": "Lang", "is_published": True}


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> InMemoryObjectStore:
    store = InMemoryObjectStore()
    monkeypatch.setattr(bootstrap, "status_pages", lambda: PageObjects(store))
    return store


def add(api: Api, cast: Cast, **changes: object) -> Answered:
    body = {"slug": "lang", "title": "Hofbäckerei Lang", **changes}
    return api.post("status-pages", by=cast.alice, body=body)


def a_site_of(database: Database, client_id: Any) -> str:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        site_id = builders.a_connected_site(uow, client_id=client_id)
        uow.commit()
    return str(site_id)


def documents(bucket: InMemoryObjectStore) -> dict[str, Any]:
    return {one.slug: one for one in PageObjects(bucket).list_documents(unreadable=[])}


def test_a_page_is_added_shown_and_changed(
    api: Api, cast: Cast, database: Database, bucket: InMemoryObjectStore, post: PostOffice
) -> None:
    shop = a_site_of(database, cast.bob.client_id)
    component = {"name": "Online shop", "site_ids": [shop]}
    added = add(api, cast, client_id=str(cast.bob.client_id), components=[component], logo=PNG)

    assert added.status == 201
    page = f"status-pages/{added.json['id']}"
    assert added.json["url"].endswith("/status/lang/")
    assert api.get(page, by=cast.bob).json == added.json
    assert api.get("status-pages", by=cast.sam).json["data"] == [added.json]
    post.deliver()
    assert documents(bucket) == {}

    [kept] = added.json["components"]
    changed = api.patch(
        page, by=cast.alice, body={"is_published": True, "components": [{**kept, "name": "Shop"}]}
    )
    post.deliver()
    assert changed.json["components"] == [{**kept, "name": "Shop"}]
    [part] = documents(bucket)["lang"].components
    assert (part.name, [str(one) for one in part.site_ids]) == ("Shop", [shop])
    assert api.get(page, by=cast.alice).json["described_at"]

    assert api.delete(page, by=cast.alice).status == 204
    post.deliver()
    assert documents(bucket)["lang"].is_gone


def test_a_client_reads_its_own_pages_and_no_other(api: Api, cast: Cast) -> None:
    ours = add(api, cast, client_id=str(cast.bob.client_id)).json["id"]
    agencys = add(api, cast, slug="agency").json["id"]

    assert [one["id"] for one in api.get("status-pages", by=cast.bob).json["data"]] == [ours]
    assert api.get("status-pages", by=cast.charlie).json["data"] == []
    assert api.get(f"status-pages/{agencys}/posts", by=cast.bob).code == "status_page_not_found"
    assert api.get(f"status-pages/{ours}/subscribers", by=cast.bob).code == "forbidden"
    assert api.get(f"status-pages/{ours}/subscribers", by=cast.sam).json == {"confirmed": 0}


def test_planned_maintenance_reaches_the_page_and_leaves_it_when_it_is_called_off(
    api: Api, cast: Cast, database: Database, bucket: InMemoryObjectStore, post: PostOffice
) -> None:
    shop, other = (a_site_of(database, cast.bob.client_id) for _ in range(2))
    component = {"name": "Online shop", "site_ids": [shop]}
    add(api, cast, components=[component], is_published=True)
    nights = {
        "starts_at": "2026-11-24T02:30:00",
        "time_zone": "Europe/Berlin",
        "duration_minutes": 60,
        "recurrence": "daily",
        "until": "2026-11-25",
    }
    body = {"name": "Secret server move", "schedule": nights, "scope": {"covers_all": True}}
    made = api.post("maintenance-windows", by=cast.alice, body=body).json
    window = f"maintenance-windows/{made['id']}"

    def planned() -> list[list[dt.datetime]]:
        post.deliver()
        told = documents(bucket)["lang"].maintenance
        assert all(one.site_ids == [uuid.UUID(shop)] for one in told)
        return [[span.starts_at for span in one.times] for one in told]

    first = dt.datetime(2026, 11, 24, 1, 30, tzinfo=dt.UTC)
    assert planned() == [[first, first + dt.timedelta(days=1)]]
    assert "Secret" not in str(bucket.objects)
    api.patch(window, by=cast.alice, body={"schedule": {**nights, "until": "2026-11-24"}})
    assert planned() == [[first]]
    api.patch(window, by=cast.alice, body={"scope": {"site_ids": [other]}})
    assert planned() == []
    api.patch(window, by=cast.alice, body={"scope": {"site_ids": [shop]}})
    assert planned() == [[first]]
    api.patch(window, by=cast.alice, body={"is_announced": False})
    assert planned() == []
    api.patch(window, by=cast.alice, body={"is_announced": True})
    assert planned() == [[first]]
    api.delete(window, by=cast.alice)
    assert planned() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"slug": "Lang"}, "invalid_body"),
        ({"slug": "../x"}, "invalid_body"),
        ({"slug": "assets"}, "invalid_body"),
        ({"accent": "red"}, "invalid_body"),
        ({"logo": "data:image/svg+xml;base64,PHN2Zz4="}, "invalid_body"),
        ({"logo": PNG.replace("png", "jpeg")}, "invalid_body"),
        ({"logo": "https://elsewhere.example/x.png"}, "invalid_body"),
        ({"domain": "https://status.lang.example"}, "invalid_body"),
        ({"client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"}, "client_not_found"),
    ],
)
def test_what_does_not_fit_is_refused(
    api: Api, cast: Cast, changes: dict[str, object], code: str
) -> None:
    assert add(api, cast, **changes).code == code


def test_an_address_is_one_pages_own(api: Api, cast: Cast) -> None:
    add(api, cast, domain="status.lang.example")
    other = add(api, cast, slug="other").json["id"]

    assert add(api, cast).code == "status_page_taken"
    for changes in ({"slug": "lang"}, {"domain": "status.lang.example"}):
        taken = api.patch(f"status-pages/{other}", by=cast.alice, body=changes)
        assert taken.code == "status_page_taken"


def test_a_clients_page_shows_no_other_clients_site(
    api: Api, cast: Cast, database: Database
) -> None:
    theirs = a_site_of(database, cast.charlie.client_id)
    body = [{"name": "Shop", "site_ids": [theirs]}]

    refused = add(api, cast, client_id=str(cast.bob.client_id), components=body)

    assert refused.code == "components_invalid"
    assert add(api, cast, components=body).status == 201


def test_the_preview_is_the_page_itself_and_keeps_nothing(
    api: Api, cast: Cast, database: Database
) -> None:
    shop = a_site_of(database, cast.bob.client_id)
    draft = {**PUBLISHED, "components": [{"name": "<b>Shop</b>", "site_ids": [shop]}]}

    drawn = api.post("status-pages/preview", by=cast.alice, body=draft)

    assert "Everything works" in drawn.json["html"]
    assert "&lt;b&gt;Shop&lt;/b&gt;" in drawn.json["html"]
    assert 'href="/status/page.css"' in drawn.json["html"]
    assert "<script" not in drawn.json["html"]
    assert api.get("status-pages", by=cast.alice).json["data"] == []


def test_posts_make_one_story_and_a_maintenance_needs_its_time(
    api: Api, cast: Cast, bucket: InMemoryObjectStore, post: PostOffice
) -> None:
    posts = f"status-pages/{add(api, cast, **PUBLISHED).json['id']}/posts"

    def say(**body: object) -> Answered:
        words = {"title": "Orders fail", "text": "We look into it."}
        return api.post(posts, by=cast.alice, body={**words, **body})

    first = say(state="investigating")
    second = say(state="resolved", thread_id=first.json["id"])

    assert second.json["thread_id"] == first.json["id"]
    listed = api.get(posts, by=cast.sam).json["data"]
    assert sorted(one["id"] for one in listed) == sorted([first.json["id"], second.json["id"]])
    assert say(state="resolved", thread_id=second.json["id"]).code == "status_page_post_not_found"
    assert say(state="maintenance").code == "invalid_body"
    assert say(state="investigating", component_ids=[first.json["id"]]).code == "components_invalid"
    post.deliver()
    assert len(documents(bucket)["lang"].posts) == 2
    assert api.delete(f"{posts}/{first.json['id']}", by=cast.alice).status == 204
    assert api.get(posts, by=cast.sam).json["data"] == []


class Reader:
    """A stranger with a mailbox."""

    def __init__(self, api: Api, post: PostOffice) -> None:
        self._api, self._post = api, post

    def ask(self, email: str = "Guest@example.com") -> list[Email]:
        body = {"slug": "lang", "email": email}
        answer = self._api.post("status-subscriptions", body=body)
        assert (answer.status, answer.body) == (202, "")
        return self._post.deliver()

    def act(self, name: str, token: str) -> Answered:
        return self._api.post(f"status-subscriptions/{name}", body={"token": token})

    def subscribe(self) -> str:
        [letter] = self.ask()
        token = LINK.findall(letter.text)[0]
        assert self.act("confirm", token).status == 200
        return str(token)


@pytest.fixture
def reader(api: Api, cast: Cast, bucket: InMemoryObjectStore, post: PostOffice) -> Reader:
    add(api, cast, **PUBLISHED)
    post.deliver()
    return Reader(api, post)


def announce(api: Api, cast: Cast, post: PostOffice) -> list[Email]:
    [page] = api.get("status-pages", by=cast.alice).json["data"]
    body = {"state": "announcement", "title": "New server", "text": "All is\n<b>well</b>."}
    assert api.post(f"status-pages/{page['id']}/posts", by=cast.alice, body=body).status == 201
    return post.deliver()


def test_only_who_has_confirmed_hears_of_posts_and_one_click_ends_it(
    api: Api, cast: Cast, post: PostOffice, reader: Reader
) -> None:
    [question] = reader.ask()
    assert question.recipient == "guest@example.com"
    assert announce(api, cast, post) == []
    token = LINK.findall(question.text)[0]
    assert reader.act("confirm", token).status == 200
    [page] = api.get("status-pages", by=cast.alice).json["data"]
    count = api.get(f"status-pages/{page['id']}/subscribers", by=cast.alice)
    assert count.json == {"confirmed": 1}

    [letter] = announce(api, cast, post)

    assert letter.subject == "Lang: New server"
    assert "&lt;b&gt;well&lt;/b&gt;" in letter.html
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    one_click = letter.headers["List-Unsubscribe"].strip("<>").partition("/api/v1/")[2]
    ended = api.post(
        one_click,
        body=b"List-Unsubscribe=One-Click",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert ended.status == 200
    assert announce(api, cast, post) == []
    assert reader.act("confirm", token).code == "subscription_not_found"


def test_asking_tells_nothing_about_an_address_and_fills_no_mailbox(
    clock: FixedClock, reader: Reader
) -> None:
    reader.subscribe()

    assert reader.ask() == []
    clock.advance(dt.timedelta(hours=1))
    # Known or not, the same letter comes, and the link in it is the one of before.
    assert len(reader.ask()) == 1
    assert len(reader.ask("other@example.com")) == 1


def test_what_nobody_confirms_is_forgotten_after_a_day(
    clock: FixedClock, database: Database, reader: Reader
) -> None:
    from functions.describe_status_pages.handler import handler

    [letter] = reader.ask()
    clock.advance(dt.timedelta(hours=25))
    assert handler({}, None) == {"pages": 1, "forgotten": 1}

    assert reader.act("confirm", LINK.findall(letter.text)[0]).code == "subscription_not_found"


def test_subscribers_hear_of_an_outage_only_where_the_page_says_so(
    api: Api, cast: Cast, database: Database, post: PostOffice, reader: Reader
) -> None:
    from chalicelib.events.status_pages import ComponentTurned
    from chalicelib.status_pages import subscriptions

    reader.subscribe()
    [page] = api.get("status-pages", by=cast.alice).json["data"]
    changed = api.patch(
        f"status-pages/{page['id']}",
        by=cast.alice,
        body={"components": [{"name": "Shop", "site_ids": []}]},
    )
    component_id = changed.json["components"][0]["id"]
    turned = ComponentTurned(
        slug="lang", component_id=component_id, state="outage", at=builders.NOW
    )

    def tell() -> list[Email]:
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            subscriptions.tell_turn(uow, turned)
            uow.commit()
        return post.deliver()

    assert tell() == []
    api.patch(f"status-pages/{page['id']}", by=cast.alice, body={"tells_changes": True})
    assert [letter.subject for letter in tell()] == ["Lang: Shop – Not available"]
    assert tell() == []  # the same news again
