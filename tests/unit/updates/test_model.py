"""Which updates an inventory shows as waiting."""

from chalicelib.updates.model import UpdateKind, installed_versions, waiting_updates

INVENTORY = {
    "core": {"version": "6.8.6", "update": "6.8.7"},
    "plugins": [
        {
            "file": "akismet/akismet.php",
            "slug": "akismet",
            "name": "Akismet",
            "version": "5.3",
            "update": "5.4",
        },
        {"file": "hello.php", "slug": "hello", "name": "Hello", "version": "1.7", "update": None},
    ],
    "themes": [{"slug": "twentytwentyfive", "name": "Twenty", "version": "1.2", "update": "1.3"}],
}


def test_core_plugins_and_themes_with_a_newer_version_wait():
    waiting = {update.key: update for update in waiting_updates(INVENTORY)}

    assert set(waiting) == {
        ("core", "wordpress"),
        ("plugin", "akismet/akismet.php"),
        ("theme", "twentytwentyfive"),
    }
    assert waiting["plugin", "akismet/akismet.php"].from_version == "5.3"
    assert waiting["plugin", "akismet/akismet.php"].to_version == "5.4"


def test_an_empty_inventory_waits_for_nothing():
    assert waiting_updates({}) == []


def test_installed_versions_are_known_by_kind_and_file():
    installed = installed_versions(INVENTORY)

    assert installed[UpdateKind.CORE, "wordpress"] == "6.8.6"
    assert installed["plugin", "hello.php"] == "1.7"
