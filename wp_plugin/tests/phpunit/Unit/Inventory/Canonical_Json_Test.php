<?php
/**
 * The spelling that is hashed.
 *
 * @package WP_Wingman
 */

namespace WP_Wingman\Tests\Unit\Inventory;

use PHPUnit\Framework\TestCase;
use WP_Wingman\Inventory\Canonical_Json;
use WP_Wingman\Inventory\Text;

final class Canonical_Json_Test extends TestCase {

	/** @dataProvider documents */
	public function test_a_document_has_one_spelling( string $expected, $document ): void {
		$this->assertSame( $expected, Canonical_Json::encode( $document ) );
	}

	public function documents(): array {
		return array(
			'members are sorted'    => array( '{"a":1,"b":{"c":2,"d":3}}', array( 'b' => array( 'd' => 3, 'c' => 2 ), 'a' => 1 ) ),
			'lists are not'         => array( '[3,1,2]', array( 3, 1, 2 ) ),
			'objects inside lists'  => array( '[{"a":1,"b":2}]', array( array( 'b' => 2, 'a' => 1 ) ) ),
			'empty object and list' => array( '{"l":[],"o":{}}', array( 'o' => new \stdClass(), 'l' => array() ) ),
			'upper before lower'    => array( '{"B":1,"a":2}', array( 'a' => 2, 'B' => 1 ) ),
			'no escaping'           => array( '{"a":"ü/日"}', array( 'a' => 'ü/日' ) ),
			'numbers as names'      => array( '{"10":1,"9":2}', (object) array( '9' => 2, '10' => 1 ) ),
		);
	}

	/** @dataProvider texts */
	public function test_text_from_outside_becomes_plain( string $expected, $text ): void {
		$this->assertSame( $expected, Text::plain( $text ) );
	}

	public function texts(): array {
		return array(
			'markup'         => array( 'A link', '<a href="https://example.com">A</a> link<script>alert(1)</script>' ),
			'entities'       => array( 'Tom & Ann', 'Tom &amp; Ann' ),
			'line separator' => array( 'a b', "a\u{2028}b" ),
			'control'        => array( 'a b', "a\0\r\nb" ),
			'broken bytes'   => array( 'ab', "a\xffb" ),
			'no text'        => array( '', array( 'x' ) ),
			'long'           => array( str_repeat( 'ü', 200 ), str_repeat( 'ü', 500 ) ),
		);
	}
}
