"""The agency's clients over HTTP."""

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from tests import builders
from tests.api.conftest import Api
from tests.conftest import Cast


def test_an_admin_adds_a_client_and_finds_it_again(api: Api, cast: Cast) -> None:
    added = api.post("clients", by=cast.alice, body={"name": "  Blumen   Maier ", "notes": "x"})

    assert added.status == 201
    assert added.json["name"] == "Blumen Maier"
    assert added.headers["location"] == f"/api/v1/clients/{added.json['id']}"
    assert api.get(f"clients/{added.json['id']}", by=cast.sam).json == added.json


def test_a_list_is_sorted_by_name_and_pages_to_its_end(api: Api, cast: Cast) -> None:
    for name in ("zebra", "Ärzte", "apfel", "Apfel"):
        api.post("clients", by=cast.alice, body={"name": name})

    names, cursor, pages = [], None, 0
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = api.get("clients", by=cast.alice, **query)
        names += [client["name"] for client in page.json["data"]]
        pages += 1
        cursor = page.json["next_cursor"]
        assert page.json["has_more"] == (cursor is not None)
        assert ("link" in page.headers) == page.json["has_more"]
        if cursor is None:
            break

    assert pages == 3
    assert sorted(names, key=str.lower) == names
    assert len(set(names)) == 6


def test_a_search_takes_its_signs_literally(api: Api, cast: Cast) -> None:
    api.post("clients", by=cast.alice, body={"name": "100% Bio"})

    found = api.get("clients", by=cast.alice, q="0% b")

    assert [client["name"] for client in found.json["data"]] == ["100% Bio"]
    assert api.get("clients", by=cast.alice, q="_").json["data"] == []


def test_a_client_counts_its_sites(api: Api, cast: Cast, database: Database) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        builders.a_site(uow, client_id=cast.bob.client_id)
        builders.a_site(uow, client_id=cast.bob.client_id)
        uow.commit()

    assert api.get(f"clients/{cast.bob.client_id}", by=cast.alice).json["sites_count"] == 2


def test_a_change_touches_only_what_was_sent(api: Api, cast: Cast) -> None:
    path = f"clients/{cast.bob.client_id}"

    changed = api.patch(path, by=cast.alice, body={"contact_email": "post@lang.example"})

    assert changed.status == 200
    assert changed.json["name"] == "Hofbäckerei Lang"
    assert changed.json["contact_email"] == "post@lang.example"
    assert api.patch(path, by=cast.alice, body={}).code == "invalid_body"


def test_a_client_with_sites_cannot_be_removed(api: Api, cast: Cast, database: Database) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        builders.a_site(uow, client_id=cast.bob.client_id)
        uow.commit()

    assert api.delete(f"clients/{cast.bob.client_id}", by=cast.alice).code == "client_has_sites"
    assert api.delete(f"clients/{cast.charlie.client_id}", by=cast.alice).status == 204
    assert api.get(f"clients/{cast.charlie.client_id}", by=cast.alice).code == "client_not_found"


@pytest.mark.parametrize(
    "path", ["clients/nonsense", "clients/0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"]
)
def test_a_client_that_is_not_there_is_404(api: Api, cast: Cast, path: str) -> None:
    assert api.get(path, by=cast.alice).status == 404


def test_clients_see_no_clients_and_support_changes_none(api: Api, cast: Cast) -> None:
    assert api.get("clients", by=cast.bob).code == "forbidden"
    assert api.post("clients", by=cast.sam, body={"name": "x"}).code == "forbidden"
    assert api.get("clients").code == "not_signed_in"


def test_every_change_leaves_an_audit_entry(api: Api, cast: Cast, database: Database) -> None:
    added = api.post("clients", by=cast.alice, body={"name": "Maier"})
    api.patch(f"clients/{added.json['id']}", by=cast.alice, body={"name": "Meier"})
    api.delete(f"clients/{added.json['id']}", by=cast.alice)

    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        entries = uow.connection.execute(
            "select action, actor, before, after from audit_logs order by id"
        ).fetchall()

    assert [entry[0] for entry in entries] == ["client.add", "client.update", "client.delete"]
    assert {entry[1] for entry in entries} == {"alice@example.com"}
    assert entries[1][2:] == ({"name": "Maier"}, {"name": "Meier"})


def test_people_of_a_removed_client_are_out_and_their_traces_stay(
    api: Api, cast: Cast, database: Database
) -> None:
    bearer = {"Authorization": f"Bearer {api.token_of(cast.charlie)}"}
    api.post("auth/logout", by=cast.charlie)

    assert api.delete(f"clients/{cast.charlie.client_id}", by=cast.alice).status == 204

    assert api.get("auth/me", headers=bearer).code == "session_ended"
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        entries = uow.connection.execute(
            "select actor, action, user_id, client_id from audit_logs order by id"
        ).fetchall()
    assert entries[0] == (
        "charlie@example.com",
        "user.sign_out",
        cast.charlie.user_id,
        cast.charlie.client_id,
    )
    assert entries[1][:2] == ("alice@example.com", "client.delete")
