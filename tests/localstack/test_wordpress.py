"""The WordPress rig itself: every later proof about a real site stands on it."""

import urllib.error
import urllib.request
import zipfile

import pytest

from localstack.wordpress import OLDEST_VERSION, WordPressSite
from localstack.wordpress.archive import NoSuchWordPressError, lane_of

PLUGIN = """<?php
/* Plugin Name: Greeter */
if ( isset( $_GET['greet'] ) ) {
	exit( 'hello' );
}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with WordPressSite(root=tmp_path_factory.mktemp("wp") / "site", version="6.8.7") as site:
        yield site


def status_and_body(url):
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def test_a_fresh_site_answers_and_is_a_real_wordpress(site):
    status, body = status_and_body(f"{site.url}/")

    assert status == 200
    assert "Demo site" in body
    assert site.version.startswith("6.8.")
    assert site.wp_json("return get_bloginfo( 'version' );") == site.version


def test_pretty_permalinks_and_the_rest_api_work(site):
    assert status_and_body(f"{site.url}/wp-json/")[0] == 200
    assert status_and_body(f"{site.url}/?rest_route=/")[0] == 200


def test_without_its_database_the_site_answers_500_and_recovers(site):
    site.stop_database()
    broken, _ = status_and_body(f"{site.url}/")
    site.start_database()

    assert broken == 500
    assert status_and_body(f"{site.url}/")[0] == 200


def test_a_plugin_is_installed_from_a_folder_or_a_zip_and_reset_removes_it(site, tmp_path):
    folder = tmp_path / "greeter"
    folder.mkdir()
    (folder / "greeter.php").write_text(PLUGIN)
    packed = tmp_path / "greeter.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(folder / "greeter.php", "greeter/greeter.php")

    for source in (folder, packed):
        assert site.install_plugin(source) == "greeter/greeter.php"
        assert status_and_body(f"{site.url}/?greet=1") == (200, "hello")
        site.reset()
        assert status_and_body(f"{site.url}/?greet=1")[1] != "hello"


def test_weather_makes_one_request_fail_and_the_next_one_not(site):
    site.set_weather("http_response_code( 503 ); unlink( __FILE__ ); return true;")

    assert status_and_body(f"{site.url}/")[0] == 503
    assert status_and_body(f"{site.url}/")[0] == 200


def test_stopping_leaves_no_process_and_frees_the_port(tmp_path):
    site = WordPressSite(root=tmp_path / "old", version=OLDEST_VERSION)
    site.start()
    assert site.version.startswith("6.1.")
    url = site.url
    site.stop()

    assert not site.is_running()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(url, timeout=2)


def test_a_second_start_keeps_everything(tmp_path):
    first = WordPressSite(root=tmp_path / "kept")
    first.start()
    first.wp_eval("update_option( 'blogname', 'Kept' );")
    first.stop()

    again = WordPressSite(root=tmp_path / "kept")
    again.start()
    name = again.wp_json("return get_option( 'blogname' );")
    again.stop()

    assert name == "Kept"
    assert again.url == first.url


def test_an_unknown_version_is_refused_by_name():
    with pytest.raises(NoSuchWordPressError, match=r"5\.7"):
        lane_of("5.7")


def test_weather_that_does_not_end_the_request_lets_it_through(site):
    site.set_weather("header( 'X-Weather: slow' );")

    status, body = status_and_body(f"{site.url}/")
    site.set_weather(None)

    assert status == 200
    assert "Demo site" in body
