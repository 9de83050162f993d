"""A check that someone waits for does not wait for the minute."""

from chalicelib.events.monitoring import ProbesDue
from chalicelib.monitoring import watching
from tests import builders


def probes(uow):
    return [message for message in uow._messages if isinstance(message, ProbesDue)]


def test_a_connected_site_is_fetched_at_once(uow):
    site_id = builders.a_connected_site(
        uow, client_id=builders.a_client(uow), status="pending", url="https://shop.example"
    )

    watching.probe_now(uow, site_id)

    (due,) = probes(uow)
    assert [(target.site_id, target.url) for target in due.targets] == [
        (site_id, "https://shop.example")
    ]
    assert due.due_at == uow.clock.now()


def test_a_paused_or_unpaired_site_is_left_alone(uow):
    client_id = builders.a_client(uow)
    paused = builders.a_connected_site(uow, client_id=client_id, paused_at=builders.NOW)
    unpaired = builders.a_site(uow, client_id=client_id)

    for site_id in (paused, unpaired):
        watching.probe_now(uow, site_id)

    assert probes(uow) == []
