"""Another WordPress is paired through the browser, and what we store is what it says of itself."""

import re

import pytest
from playwright.sync_api import expect

from localstack.api_client import ApiRefusedError
from localstack.wordpress import OLDEST_VERSION
from tests.e2e.conftest import eventually

pytestmark = pytest.mark.e2e

# A site with something to tell: plugins on and off, and updates that wait for core, a plugin
# and a theme. The answers that api.wordpress.org would give are put in place by hand.
PLUGINS = {
    "greeter": "Plugin Name: Greeter\nVersion: 1.4.2\nAuthor: Grete & Söhne",
    "sleeper": "Plugin Name: Sleeper\nVersion: 0.9",
}
WAITING_UPDATES = """
    $plugins = get_site_transient( 'update_plugins' );
    $plugins = is_object( $plugins ) ? $plugins : new stdClass();
    $plugins->last_checked = time();
    $plugins->response = array( 'greeter/greeter.php' => (object) array(
        'slug' => 'greeter', 'plugin' => 'greeter/greeter.php', 'new_version' => '2.0.0',
        'package' => 'https://downloads.example/greeter.zip' ) );
    set_site_transient( 'update_plugins', $plugins );

    $theme  = get_stylesheet();
    $themes = (object) array( 'last_checked' => time(),
        'checked' => array( $theme => wp_get_theme()->get( 'Version' ) ),
        'response' => array( $theme => array( 'theme' => $theme, 'new_version' => '99.1',
            'package' => 'https://downloads.example/theme.zip' ) ) );
    set_site_transient( 'update_themes', $themes );

    set_site_transient( 'update_core', (object) array(
        'last_checked' => time(), 'version_checked' => get_bloginfo( 'version' ),
        'updates' => array( (object) array( 'response' => 'upgrade', 'current' => '7.0.1',
            'version' => '7.0.1', 'locale' => get_locale(), 'php_version' => '7.4',
            'mysql_version' => '5.5', 'packages' => (object) array( 'full' => '' ) ) ) ) );
"""
OWN_ACCOUNT = """
    $plugins = array();
    foreach ( get_plugins() as $file => $data ) {
        $updates          = get_plugin_updates();
        $plugins[ $file ] = array(
            'name'    => html_entity_decode( $data['Name'] ),
            'version' => $data['Version'],
            'active'  => is_plugin_active( $file ),
            'update'  => isset( $updates[ $file ] ) ? $updates[ $file ]->update->new_version : null,
        );
    }
    $themes  = array();
    $waiting = get_theme_updates();
    foreach ( wp_get_themes() as $slug => $theme ) {
        $themes[ $slug ] = array(
            'name'    => $theme->get( 'Name' ),
            'version' => $theme->get( 'Version' ),
            'active'  => get_stylesheet() === $slug,
            'update'  => isset( $waiting[ $slug ] )
                ? $waiting[ $slug ]->update['new_version'] : null,
        );
    }
    $core = get_core_updates();
    return array(
        'core'     => get_bloginfo( 'version' ),
        'core_update' => $core && 'upgrade' === $core[0]->response ? $core[0]->current : null,
        'php'      => PHP_VERSION,
        'database' => $GLOBALS['wpdb']->get_var( 'SELECT VERSION()' ),
        'theme'    => get_stylesheet(),
        'plugins'  => $plugins,
        'themes'   => $themes,
        'users'    => array_filter( count_users()['avail_roles'] ),
    );
"""


@pytest.fixture(scope="module")
def site(stack, tmp_path_factory):
    """WordPress 6.1.9, the oldest one we promise, with the plugin active and not paired."""
    site = stack.add_wordpress(version=OLDEST_VERSION)
    for folder, header in PLUGINS.items():
        source = tmp_path_factory.mktemp("plugins") / folder
        source.mkdir()
        (source / f"{folder}.php").write_text(f"<?php\n/*\n{header}\n*/\n")
        site.install_plugin(source, activate=folder == "greeter")
    site.wp_eval(WAITING_UPDATES)
    return site


def test_the_card_flips_to_connected_without_a_reload(stack, site, dashboard, wp_admin):
    dashboard.goto(f"{stack.base_url}/app/sites/new")
    dashboard.get_by_label("Web address").fill(f"{site.url}/")
    dashboard.get_by_label("Name").fill("Old Harbour Museum")
    dashboard.get_by_role("combobox", name="Client").click()
    dashboard.get_by_role("option", name="Lakeside Bakery").click()
    dashboard.get_by_role("button", name="Next: pair it").click()
    field = dashboard.get_by_label("Connection string")
    expect(field).to_have_value(re.compile(rf"{stack.base_url}#\w+"))
    connection_string = field.input_value()
    dashboard.evaluate("window.wasNeverReloaded = true")

    wordpress = wp_admin(site)
    wordpress.goto(f"{site.admin_url}options-general.php?page=wp-wingman")
    wordpress.locator("#wp-wingman-connection-string").fill(connection_string)
    wordpress.locator("#wp-wingman-connect").click()

    expect(dashboard.get_by_role("heading", name="Connected")).to_be_visible()
    expect(dashboard.get_by_text(f"WordPress {site.version}")).to_be_visible()
    assert dashboard.evaluate("window.wasNeverReloaded")


def test_the_stored_snapshot_equals_what_wordpress_reports(api, site):
    site_id = site_id_of(api, site)
    stored = eventually(lambda: inventory_of(api, site_id), within=60, what="a first snapshot")

    own = site.wp_json(OWN_ACCOUNT)

    assert stored["core"]["version"] == own["core"] == site.version
    assert stored["core"]["update"] == own["core_update"] == "7.0.1"
    assert stored["php"]["version"] == own["php"]
    assert stored["database"]["version"] in own["database"]
    assert stored["theme"]["slug"] == own["theme"]
    assert told_of(stored["plugins"], key="file") == own["plugins"]
    assert told_of(stored["themes"], key="slug") == own["themes"]
    assert stored["users_by_role"] == own["users"]
    assert own["plugins"]["greeter/greeter.php"]["update"] == "2.0.0"


def site_id_of(api, site):
    sites = api.get("sites?limit=1000")["data"]
    return next(one["id"] for one in sites if one["url"].rstrip("/") == site.url)


def inventory_of(api, site_id):
    try:
        return api.get(f"sites/{site_id}/inventory")
    except ApiRefusedError:
        return None


def told_of(entries, *, key):
    names = ("name", "version", "active", "update")
    return {entry[key]: {name: entry[name] for name in names} for entry in entries}
