"""The pieces of `make up` that can be shown without starting anything."""

import json
import socket
from concurrent.futures import Future

import pytest

from localstack import down, seed, status
from localstack.layout import FIRST_DEMO_PORT, USUAL_PORTS, Layout
from localstack.network import LOOPBACK
from localstack.summary import describe, read_description
from localstack.system_packages import Need, PackagesMissingError, require
from localstack.up import Start
from localstack.web_build import built_web_apps


@pytest.fixture
def layout(tmp_path):
    return Layout(tmp_path / "var")


def test_ports_and_secrets_stay_the_same_from_start_to_start(layout):
    again = Layout(layout.var)

    assert again.ports == layout.ports
    assert again.secrets == layout.secrets
    assert (layout.var / "secrets.json").stat().st_mode & 0o077 == 0


def test_looking_at_what_was_never_started_leaves_nothing_behind(layout, capsys):
    assert status.main(["--var", str(layout.var)]) == 1
    assert down.main(["--var", str(layout.var)]) == 0

    assert capsys.readouterr().out == "nothing was ever started here\n" * 2
    assert not layout.var.exists()


def test_a_taken_port_is_passed_over(layout):
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(USUAL_PORTS, "origin", taken)
            assert layout.ports["origin"] != taken


def test_a_port_that_was_taken_meanwhile_is_left_to_the_other_program(layout):
    with socket.socket() as other:
        other.bind((LOOPBACK, layout.ports["origin"]))
        other.listen()
        moved = layout.leave_taken_ports()

    again = Layout(layout.var)
    assert moved == ["origin"]
    assert again.ports["origin"] > layout.ports["origin"]
    assert again.ports["postgres"] == layout.ports["postgres"]


def test_demo_sites_have_ports_of_their_own_and_the_fetcher_may_reach_exactly_these(layout):
    opened = layout.product_environment["WINGMAN_DEMO_ORIGINS"].split(",")

    assert len(set(layout.ports.values())) == len(layout.ports)
    assert min(layout.demo_ports) >= FIRST_DEMO_PORT
    plain = [f"http://127.0.0.1:{port}" for port in layout.demo_ports]
    assert opened == [*plain, layout.https_origin, layout.base_url]
    assert layout.template_parameters["DemoOrigins"].split(",") == opened


def test_the_developers_own_cloud_never_leaks_into_the_product(layout, monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "customer")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://somewhere.example")
    monkeypatch.setenv("WINGMAN_STAGE", "production")

    environment = layout.product_environment

    assert "AWS_PROFILE" not in environment
    assert environment["AWS_ENDPOINT_URL"] == layout.aws.endpoint
    assert environment["WINGMAN_STAGE"] == "local"


def test_the_description_has_the_members_that_tools_rely_on(layout):
    describe(layout, [], {})

    told = read_description(layout)
    assert json.loads(layout.description.read_text()) == told
    assert told["logins"]["admin"]["email"] == seed.ADMIN
    assert told["base_url"] == layout.base_url
    assert told["wordpress"] == []
    assert layout.description.stat().st_mode & 0o077 == 0


def test_without_wordpress_one_line_says_what_is_missing(layout, capsys):
    wordpress = Future()
    wordpress.set_exception(PackagesMissingError("missing: php"))

    sites = Start(layout)._wait_for_wordpress(wordpress)

    lines = [line for line in capsys.readouterr().out.splitlines() if "missing" in line]
    assert sites == []
    assert lines == ["  No WordPress here, everything else runs: missing: php"]


def test_missing_programs_are_named_with_the_command_that_helps(monkeypatch):
    monkeypatch.setattr("localstack.system_packages.may_install", lambda: False)
    unheard = Need(packages=("unheard-package",), programs=("unheard-program",))

    with pytest.raises(PackagesMissingError, match=r"unheard-program.*apt-get.*unheard-package"):
        require([unheard])


def test_equal_sources_are_built_once_and_changed_ones_again(tmp_path, monkeypatch):
    monkeypatch.setenv("WPW_CACHE", str(tmp_path / "cache"))
    frontend = tmp_path / "frontend"
    (frontend / "node_modules").mkdir(parents=True)
    (frontend / "app.js").write_text("one")
    runs = []

    def npm(folder, _environment, *arguments):
        runs.append(arguments)
        (folder / "dist").mkdir(exist_ok=True)
        (folder / "dist" / "index.html").write_text((folder / "app.js").read_text())

    monkeypatch.setattr("localstack.web_build._npm", npm)
    (frontend / "package-lock.json").write_text("{}")

    first = built_web_apps(frontend, base_url="http://a")
    (frontend / "node_modules" / "noise").write_text("not a source")
    second = built_web_apps(frontend, base_url="http://a")
    (frontend / "app.js").write_text("two")
    third = built_web_apps(frontend, base_url="http://a")

    assert first == second != third
    assert (third / "index.html").read_text() == "two"
    assert [arguments[0] for arguments in runs] == ["ci", "run", "ci", "run"]
