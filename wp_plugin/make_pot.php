<?php
/**
 * Writes languages/wp-wingman.pot from the texts in the code: php make_pot.php [target]
 *
 * @package WP_Wingman
 */

const WITH_ONE_TEXT = array( '__', '_e', 'esc_html__', 'esc_html_e', 'esc_attr__', 'esc_attr_e' );

$plugin = __DIR__ . '/wp-wingman';
$target = $argv[1] ?? "$plugin/languages/wp-wingman.pot";

file_put_contents( $target, pot_header( $plugin ) . pot_entries( $plugin ) );

function pot_header( string $plugin ): string {
	preg_match( '/^ \* Version:\s+(\S+)/m', file_get_contents( "$plugin/wp-wingman.php" ), $version );

	return implode(
		"\n",
		array(
			'# This file is distributed under the GPL-2.0-or-later.',
			'msgid ""',
			'msgstr ""',
			"\"Project-Id-Version: WP Wingman $version[1]\\n\"",
			'"MIME-Version: 1.0\n"',
			'"Content-Type: text/plain; charset=UTF-8\n"',
			'"Content-Transfer-Encoding: 8bit\n"',
			'"X-Domain: wp-wingman\n"',
			"\n",
		)
	);
}

function pot_entries( string $plugin ): string {
	preg_match( '/^ \* Description:\s+(.+)$/m', file_get_contents( "$plugin/wp-wingman.php" ), $description );
	$entries = array( $description[1] => array( 'comment' => 'Description of the plugin', 'places' => array( 'wp-wingman.php' ) ) );
	foreach ( php_files( $plugin ) as $file ) {
		foreach ( texts_in( $file ) as $text ) {
			$entries[ $text['text'] ]['places'][] = substr( $file, strlen( $plugin ) + 1 ) . ':' . $text['line'];
			if ( '' !== $text['comment'] ) {
				$entries[ $text['text'] ]['comment'] = $text['comment'];
			}
		}
	}

	$lines = '';
	foreach ( $entries as $text => $entry ) {
		$lines .= isset( $entry['comment'] ) ? "#. {$entry['comment']}\n" : '';
		$lines .= '#: ' . implode( ' ', $entry['places'] ) . "\n";
		$lines .= 1 === preg_match( '/%(\d\$)?[sd]/', (string) $text ) ? "#, php-format\n" : '';
		$lines .= 'msgid "' . addcslashes( (string) $text, "\"\\\n" ) . "\"\nmsgstr \"\"\n\n";
	}

	return $lines;
}

function php_files( string $plugin ): array {
	$files = array();
	foreach ( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( $plugin, FilesystemIterator::SKIP_DOTS ) ) as $file ) {
		if ( 'php' === $file->getExtension() ) {
			$files[] = $file->getPathname();
		}
	}
	sort( $files );

	return $files;
}

/** Translated texts of a file with their line and the translators' comment before them. */
function texts_in( string $file ): array {
	$found   = array();
	$comment = '';
	$tokens  = array_values(
		array_filter(
			token_get_all( file_get_contents( $file ) ),
			static function ( $token ): bool {
				return ! is_array( $token ) || T_WHITESPACE !== $token[0];
			}
		)
	);
	foreach ( $tokens as $at => $token ) {
		if ( is_array( $token ) && T_COMMENT === $token[0] && preg_match( '#^/\*\s*(translators:.*?)\s*\*/$#s', $token[1], $match ) ) {
			$comment = $match[1];
		}
		$is_call = is_array( $token ) && T_STRING === $token[0] && in_array( $token[1], WITH_ONE_TEXT, true ) && '(' === ( $tokens[ $at + 1 ] ?? '' );
		if ( $is_call && T_CONSTANT_ENCAPSED_STRING === ( $tokens[ $at + 2 ][0] ?? 0 ) ) {
			$found[] = array(
				'text'    => stripslashes( substr( $tokens[ $at + 2 ][1], 1, -1 ) ),
				'line'    => $token[2],
				'comment' => $comment,
			);
			$comment = '';
		}
	}

	return $found;
}
