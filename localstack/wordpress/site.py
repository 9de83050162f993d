"""A real WordPress on this machine: own files, own database, own web server, no browser needed."""

import json
import os
import secrets
import shutil
import subprocess
import zipfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from localstack.cache import copy_tree
from localstack.network import LOOPBACK, answers, free_port, is_free, wait_until
from localstack.processes import DidNotStartError, Service
from localstack.system_packages import FOR_WORDPRESS, require
from localstack.wordpress.archive import DEFAULT_VERSION, lane_of, version_of, wordpress_tree
from localstack.wordpress.database import DATABASE, MariaDb, program

HERE = Path(__file__).resolve().parent
ADMIN_USER = "admin"
PHP_SETTINGS = (
    "opcache.enable_cli=1",
    "opcache.jit=off",
    "opcache.revalidate_freq=0",
    "variables_order=EGPCS",
    "memory_limit=128M",
    "upload_max_filesize=64M",
    "post_max_size=64M",
    "sendmail_path=/bin/true",
    "display_errors=stderr",
)
# A loopback request needs a second worker, wp-admin's own background requests a third.
WORKERS = "4"
SECRET_NAMES = (
    "AUTH_KEY",
    "SECURE_AUTH_KEY",
    "LOGGED_IN_KEY",
    "NONCE_KEY",
    "AUTH_SALT",
    "SECURE_AUTH_SALT",
    "LOGGED_IN_SALT",
    "NONCE_SALT",
)


class WordPressSite:
    """`start()` makes the site at the first call and only starts it at every later one."""

    def __init__(
        self,
        *,
        root: Path,
        version: str = DEFAULT_VERSION,
        port: int | None = None,
        title: str = "Demo site",
        cron: bool = False,
        debug: bool = True,
    ) -> None:
        """`cron` lets visits run scheduled work; `debug` logs PHP's notices."""
        self.root = root.resolve()
        # An installed site keeps the version it was made with, whatever is asked for now.
        self.lane = lane_of(self._facts["version"] if self.is_installed() else version)
        self.wanted_port = port
        self.title = title
        self.cron = cron
        self.debug = debug
        self.database = MariaDb(self.root)
        self.web = Service("php", self.root / "run")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def tree(self) -> Path:
        return self.root / "site"

    @property
    def _facts(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.root / "site.json").read_text())
        return found

    @property
    def url(self) -> str:
        return str(self._facts["url"])

    @property
    def admin_url(self) -> str:
        return f"{self.url}/wp-admin/"

    @property
    def admin_user(self) -> str:
        return ADMIN_USER

    @property
    def admin_password(self) -> str:
        return str(self._facts["admin_password"])

    @property
    def version(self) -> str:
        return version_of(self.tree)

    def is_installed(self) -> bool:
        return (self.root / "site.json").is_file()

    def is_running(self) -> bool:
        return self.web.is_running() and self.database.service.is_running()

    def start(self) -> None:
        require(FOR_WORDPRESS)
        if not self.is_installed():
            self._install()
        self.start_database()
        self.start_web()

    def stop(self) -> None:
        self.stop_web()
        self.stop_database()

    def start_database(self) -> None:
        self.database.start()

    def stop_database(self) -> None:
        """WordPress then answers 500 with "Error establishing a database connection"."""
        self.database.stop()

    def start_web(self) -> None:
        if self.web.is_running():
            return
        address, port = urlsplit(self.url).netloc, urlsplit(self.url).port
        if port is not None and not is_free(port):
            raise DidNotStartError(f"another program listens on {address}, the site's address")
        self.web.start(
            [
                program("php"),
                *_settings(),
                "-S",
                address,
                "-t",
                self.tree,
                HERE / "router.php",
            ],
            env={**os.environ, "PHP_CLI_SERVER_WORKERS": WORKERS},
        )
        if not wait_until(self.answers, patience=30, alive=self.web.is_running):
            raise self.web.did_not_start(f"no answer on {self.url}")

    def stop_web(self) -> None:
        """The whole group: killing only the parent would leave PHP's workers listening."""
        self.web.stop()
        port = urlsplit(self.url).port
        wait_until(lambda: port is None or is_free(port), patience=5)

    def answers(self) -> bool:
        return answers(f"{self.url}/wp-login.php")

    def reset(self) -> None:
        """Back to the moment after the installation: database, and all files below wp-content."""
        self.database.restore((self.root / "fresh.sql").read_text())
        shutil.rmtree(self.tree / "wp-content")
        copy_tree(wordpress_tree(self.lane.series) / "wp-content", self.tree / "wp-content")
        self.set_weather(None)

    def set_weather(self, php: str | None) -> None:
        """PHP to run before every request; `return true` ends the request there."""
        file = self.root / "weather.php"
        if php is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(f"<?php\n{php}\n")

    def install_plugin(self, source: Path, *, activate: bool = True) -> str:
        """Install from a folder or a zip; answers WordPress's name of it (`folder/file.php`)."""
        plugins = self.tree / "wp-content" / "plugins"
        if source.is_dir():
            name = source.name
            shutil.rmtree(plugins / name, ignore_errors=True)
            shutil.copytree(source, plugins / name)
        else:
            with zipfile.ZipFile(source) as archive:
                name = archive.namelist()[0].split("/")[0]
                shutil.rmtree(plugins / name, ignore_errors=True)
                archive.extractall(plugins)
        return self._activate(name) if activate else name

    def _activate(self, folder: str) -> str:
        done = self.wp_json(
            f"""
            wp_clean_plugins_cache();
            $file = {php_literal(folder)} . '/' . array_key_first(
                get_plugins( '/' . {php_literal(folder)} ) );
            $error = activate_plugin( $file );
            return array( $file, is_wp_error( $error ) ? $error->get_error_message() : null );
            """
        )
        file, error = done
        if error:
            raise RuntimeError(f"{folder}: {error}")
        return str(file)

    def wp_eval(self, php: str) -> str:
        """Run PHP inside the loaded site as its first administrator; answers what it prints."""
        return self._php((HERE / "prelude.php").read_text().rstrip() + f"<?php\n{php}\n")

    def wp_json(self, php: str) -> Any:  # whatever the PHP returns
        """Like `wp_eval`, for PHP that returns a value."""
        mark = "wpw-answer:"
        printed = self.wp_eval(
            f"$answer = ( function () {{ {php}\n }} )(); echo '{mark}', wp_json_encode( $answer );"
        )
        return json.loads(printed.rpartition(mark)[2])

    def run_cron(self) -> None:
        """Run what is due now, as a visit to wp-cron.php does."""
        self.wp_eval("require ABSPATH . 'wp-cron.php';")

    def fetch(self, path: str = "/") -> bool:
        return answers(f"{self.url}{path}")

    def _install(self) -> None:
        self._refuse_foreign_folder()
        self._copy_files()
        self.database.start()
        self.database.recreate()
        url = f"http://{LOOPBACK}:{free_port(self.wanted_port)}"
        password = secrets.token_urlsafe(12)
        self._write_config()
        wish = {
            "tree": str(self.tree),
            "url": url,
            "title": self.title,
            "user": ADMIN_USER,
            "email": "admin@example.test",
            "password": password,
        }
        self._php((HERE / "install.php"), json.dumps(wish), url=url)
        (self.root / "fresh.sql").write_text(self.database.dump())
        facts = {"url": url, "admin_password": password, "version": self.lane.series}
        (self.root / "site.json").write_text(json.dumps(facts, indent=2))

    def _refuse_foreign_folder(self) -> None:
        known = {"site", "mysql", "run", "fresh.sql", "weather.php"}
        strangers = {path.name for path in self.root.glob("*")} - known
        if strangers:
            raise FileExistsError(f"{self.root} holds other things: {', '.join(sorted(strangers))}")
        self.database.stop()
        shutil.rmtree(self.database.data, ignore_errors=True)

    def _copy_files(self) -> None:
        tree = wordpress_tree(self.lane.series)
        shutil.rmtree(self.tree, ignore_errors=True)
        copy_tree(tree, self.tree)

    def _write_config(self) -> None:
        constants: dict[str, str | bool] = {
            "DB_NAME": DATABASE,
            "DB_USER": "root",
            "DB_PASSWORD": "",
            "DB_HOST": f"localhost:{self.database.socket}",
            "DB_CHARSET": "utf8mb4",
            "DB_COLLATE": "",
            "WP_ENVIRONMENT_TYPE": "local",  # application passwords over plain HTTP
            "FS_METHOD": "direct",  # no question for FTP
            "WP_HTTP_BLOCK_EXTERNAL": True,  # no waiting for addresses that are not reachable
            "WP_ACCESSIBLE_HOSTS": "127.0.0.1,localhost",
            "AUTOMATIC_UPDATER_DISABLED": True,
            "WP_DEBUG": self.debug,
            "WP_DEBUG_LOG": self.debug,
            "WP_DEBUG_DISPLAY": False,
        }
        secret = {name: secrets.token_urlsafe(48) for name in SECRET_NAMES}
        lines = [
            f"define( {php_literal(name)}, {php_literal(value)} );"
            for name, value in (constants | secret).items()
        ]
        if not self.cron:
            lines.append("defined( 'DISABLE_WP_CRON' ) || define( 'DISABLE_WP_CRON', true );")
        lines += [
            "$table_prefix = 'wp_';",
            "defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );",
            "require_once ABSPATH . 'wp-settings.php';",
        ]
        (self.tree / "wp-config.php").write_text("<?php\n" + "\n".join(lines) + "\n")

    def _php(self, script: Path | str, text: str = "", *, url: str | None = None) -> str:
        """Run a PHP file (with text as its input) or PHP text, as a visitor of the site."""
        host = urlsplit(url or self.url)
        env = {
            **os.environ,
            "WPW_TREE": str(self.tree),
            "HTTP_HOST": host.netloc,
            "SERVER_NAME": host.hostname or "",
            "SERVER_PORT": str(host.port or 80),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REQUEST_METHOD": "GET",
            "REQUEST_URI": "/",
            "REMOTE_ADDR": LOOPBACK,
        }
        command = [program("php"), *_settings()]
        if isinstance(script, Path):
            command.append(str(script))
        else:
            text = script
        done = subprocess.run(
            command, input=text, env=env, capture_output=True, text=True, check=False, timeout=120
        )
        if done.returncode != 0:
            raise RuntimeError(f"PHP ended with {done.returncode}: {done.stderr or done.stdout}")
        return done.stdout


def php_literal(value: str | bool) -> str:  # noqa: FBT001  # a value, not a switch
    if isinstance(value, bool):
        return "true" if value else "false"
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _settings() -> list[str]:
    return [part for setting in PHP_SETTINGS for part in ("-d", setting)]
