#!/bin/sh
# Runs every test of the plugin against an installed WordPress: run.sh WP_ROOT [phpunit arguments]
#
# The plugin is copied into that WordPress (a fresh copy each time), and its data there is
# removed: use a site made for tests.
set -eu

root=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
plugin=$here/../wp-wingman
target=$root/wp-content/plugins/wp-wingman

echo "Syntax"
# without_sodium.php makes a function of PHP's own anew: it runs only where that one is switched off.
find "$plugin" "$here" -name '*.php' ! -name without_sodium.php -print0 | xargs -0 -n1 -P2 php -l > /dev/null

echo "Coding rules"
phpcs -q --standard="$here/phpcs.xml" "$plugin"

echo "Tests against $(php -r 'include $argv[1]; echo "WordPress $wp_version on PHP ", PHP_VERSION;' "$root/wp-includes/version.php")"
rm -rf "$target"
cp -R "$plugin" "$target"
home=$(php -r '
	$_SERVER += array("HTTP_HOST" => "127.0.0.1", "SERVER_PROTOCOL" => "HTTP/1.1", "REQUEST_METHOD" => "GET", "REQUEST_URI" => "/");
	define("WP_INSTALLING", true);
	require $argv[1] . "/wp-load.php";
	echo get_option("home");' "$root")
# An own error log: the site's debug.log would otherwise be part of what the tests compare.
WP_ROOT=$root WP_HOME_URL=$home phpunit --configuration "$here/phpunit/phpunit.xml" "$@"
