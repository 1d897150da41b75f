<?php
use PHPUnit\Framework\TestCase;

/** Addresses: of the relay, of the shop, and of its pages. */
final class AddressTest extends TestCase {
	public function test_spells_the_relay_as_browsers_do() {
		$this->assertSame( 'https://relay.example:8443', loods_relay_origin() );
	}

	public function test_is_at_home_only_where_the_link_was_made() {
		$link                     = array( 'url' => 'https://winkel.example', 'siteKey' => 'abcdefghij0123456789' );
		$GLOBALS['loods_options'] = array( 'loods_link' => $link );
		$homes                    = array(
			'https://winkel.example'         => true,
			'https://winkel.example/'        => true,
			'http://winkel.example'          => false,
			'https://staging.winkel.example' => false,
			'https://winkel.example/kopie'   => false,
		);
		foreach ( $homes as $home => $at_home ) {
			$GLOBALS['loods_home'] = $home;
			$this->assertSame( $at_home, loods_is_at_home(), $home );
		}
		$GLOBALS['loods_home'] = 'https://winkel.example';
	}

	public function test_T60_takes_nothing_for_a_site_key_that_is_not_one() {
		foreach ( array( '', 'kort', '"><script>', 'ABCDEFGHIJ0123456789', "abcdefghij012345\n6789", "abcdefghij0123456789\n", array(), null ) as $key ) {
			$this->assertFalse( loods_is_site_key( $key ) );
		}
		$this->assertTrue( loods_is_site_key( 'abcdefghij0123456789' ) );
	}

	/** @dataProvider paths */
	public function test_matches_a_path( $path, $pattern, $matches ) {
		$this->assertSame( $matches, loods_path_matches( array( $path ), array( $pattern ) ) );
	}

	public static function paths() {
		return array(
			array( '/blog/', '/blog', true ),
			array( '/Blog', '/blog/', true ),
			array( '/blog/een/twee', '/blog/*', true ),
			array( '/blog', '/blog/*', false ),
			array( '/weblog', '/blog', false ),
			array( '/a.b', '/axb', false ),
			array( '/(x', '/(x', true ),
			array( '/', '/', true ),
			array( '/product/lamp', '*lamp', true ),
		);
	}

	public function test_reads_the_path_of_the_page_from_the_shops_home_on() {
		$GLOBALS['loods_home']  = 'https://winkel.example/nl';
		$_SERVER['REQUEST_URI'] = '/nl/caf%C3%A9/?x=1';
		$this->assertSame( '/café/', loods_current_path() );
		$_SERVER['REQUEST_URI'] = '/nlanders/x';
		$this->assertSame( '/nlanders/x', loods_current_path() );
		$GLOBALS['loods_home'] = 'https://winkel.example';
	}
}
