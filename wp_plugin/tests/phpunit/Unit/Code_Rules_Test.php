<?php
/**
 * What every file must hold to.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Unit;

use PHPUnit\Framework\TestCase;

final class Code_Rules_Test extends TestCase {

	private const PLUGIN = __DIR__ . '/../../../wp-wingman';

	/** @dataProvider php_files */
	public function test_a_file_does_nothing_when_called_from_the_web( string $file ): void {
		$code = implode( '', $this->code_without_comments( $file ) );

		$this->assertMatchesRegularExpression( "/if \( ! defined\( 'ABSPATH' \)( \|\| ! defined\( 'WP_UNINSTALL_PLUGIN' \))? \) \{\s+exit;/", $code );
		$before = strstr( $code, 'if ( ! defined( \'ABSPATH\' )', true );
		$this->assertMatchesRegularExpression( '/^<\?php\s*(namespace [\w\\\\]+;\s*)?(use [\w\\\\]+;\s*)*$/', $before, 'Something stands before the guard.' );
	}

	/** @dataProvider php_files */
	public function test_global_names_carry_the_prefix( string $file ): void {
		$code = implode( '', $this->code_without_comments( $file ) );

		if ( false !== strpos( $file, '/includes/' ) && false === strpos( $file, '/views/' ) && 'bootstrap.php' !== basename( $file ) ) {
			$folder = str_replace( '/', '\\', trim( substr( dirname( $file ), strpos( $file, '/includes' ) + 9 ), '/' ) );
			$this->assertStringContainsString( rtrim( "namespace WP_Wingman\\$folder", '\\' ) . ';', $code );
			$this->assertMatchesRegularExpression( '/\b(class|interface) ' . basename( $file, '.php' ) . '\b/', $code, 'File and class have the same name.' );
		} else {
			$this->assertDoesNotMatchRegularExpression( '/^(class|interface|function) /m', $code );
		}
		preg_match_all( '/(?<![:>\w])define\( \'(\w+)\'/', $code, $constants );
		preg_match_all( '/(?:do_action|apply_filters)\( \'(\w+)\'/', $code, $hooks );
		foreach ( array_merge( $constants[1], array_diff( $hooks[1], array( 'xmlrpc_enabled', 'https_local_ssl_verify' ) ) ) as $name ) {
			$this->assertMatchesRegularExpression( '/^wp_wingman_/i', $name );
		}
	}

	/** @dataProvider php_files */
	public function test_texts_name_the_text_domain( string $file ): void {
		preg_match_all( '/\b(?:esc_html|esc_attr)?_[_ex]\( (?:\'(?:[^\'\\\\]|\\\\.)*\'|"[^"]*")(.*?) \)/', implode( '', $this->code_without_comments( $file ) ), $calls );

		$this->assertSame( array(), array_diff( $calls[1], array( ", 'wp-wingman'" ) ) );
	}

	/** @dataProvider php_files */
	public function test_output_is_escaped( string $file ): void {
		preg_match_all( '/\becho\s+([^;]+);/', implode( '', $this->code_without_comments( $file ) ), $outputs );

		// Escaped, the one constant answer, or one of two constant words.
		$this->assertSame( array(), preg_grep( "/^(esc_html|esc_attr|esc_url)\(|^\\\$body$|\? '\w+' : '\w+'$/", $outputs[1], PREG_GREP_INVERT ) );
	}

	/** @dataProvider php_files */
	public function test_request_globals_are_read_at_the_borders_only( string $file ): void {
		$code = implode( '', $this->code_without_comments( $file ) );

		$this->assertStringNotContainsString( '$_REQUEST', $code );
		$this->assertStringNotContainsString( '$_COOKIE', $code );
		if ( ! preg_match( '#/(Admin|Rest)/#', $file ) ) {
			$this->assertDoesNotMatchRegularExpression( '/\$_(GET|POST|FILES)\b/', $code );
		}
	}

	public function test_the_version_is_the_same_everywhere(): void {
		$header    = $this->match( '/^ \* Version:\s+(\S+)$/m', 'wp-wingman.php' );
		$constant  = $this->match( "/define\( 'WP_WINGMAN_VERSION', '([^']+)' \)/", 'includes/bootstrap.php' );
		$stable    = $this->match( '/^Stable tag: (\S+)$/m', 'readme.txt' );
		$changelog = $this->match( '/== Changelog ==\s+= (\S+) =/', 'readme.txt' );
		$loader    = $this->match( '/^ \* Version:\s+(\S+)$/m', 'mu/wp-wingman-loader.php' );

		$this->assertSame( array_fill( 0, 5, $header ), array( $header, $constant, $stable, $changelog, $loader ) );
	}

	public function test_header_and_readme_ask_for_the_same_versions(): void {
		foreach ( array( 'Requires at least', 'Requires PHP', 'License' ) as $field ) {
			$this->assertSame( $this->match( "/^ \* $field:\s+(\S+)$/m", 'wp-wingman.php' ), $this->match( "/^$field: (\S+)$/m", 'readme.txt' ), $field );
		}
	}

	public function test_the_readme_keeps_to_the_rules_of_the_directory(): void {
		$readme = (string) file_get_contents( self::PLUGIN . '/readme.txt' );

		$this->assertStringContainsString( '== External services ==', $readme );
		$this->assertLessThanOrEqual( 5, count( explode( ',', $this->match( '/^Tags: (.+)$/m', 'readme.txt' ) ) ) );
		$this->assertLessThanOrEqual( 150, strlen( $this->match( '/^License URI: \S+\n\n(.+)$/m', 'readme.txt' ) ) );
	}

	public function test_the_translation_template_is_current(): void {
		$fresh = tempnam( sys_get_temp_dir(), 'pot' );
		exec( escapeshellarg( PHP_BINARY ) . ' ' . escapeshellarg( self::PLUGIN . '/../make_pot.php' ) . ' ' . escapeshellarg( $fresh ) );

		$this->assertFileEquals( $fresh, self::PLUGIN . '/languages/wp-wingman.pot', 'Run php wp_plugin/make_pot.php.' );
		unlink( $fresh );
	}

	public function php_files(): array {
		$files = array();
		foreach ( new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator( self::PLUGIN, \FilesystemIterator::SKIP_DOTS ) ) as $file ) {
			if ( 'php' === $file->getExtension() ) {
				$path                                             = (string) realpath( $file->getPathname() );
				$files[ substr( $path, strpos( $path, '/wp-wingman/' ) + 12 ) ] = array( $path );
			}
		}

		return $files;
	}

	private function match( string $pattern, string $file ): string {
		$this->assertSame( 1, preg_match( $pattern, (string) file_get_contents( self::PLUGIN . "/$file" ), $match ), "$file: $pattern" );

		return $match[1];
	}

	private function code_without_comments( string $file ): array {
		$code = array();
		foreach ( token_get_all( (string) file_get_contents( $file ) ) as $token ) {
			if ( is_array( $token ) && in_array( $token[0], array( T_COMMENT, T_DOC_COMMENT ), true ) ) {
				continue;
			}
			$code[] = is_array( $token ) ? $token[1] : $token;
		}

		return $code;
	}
}
