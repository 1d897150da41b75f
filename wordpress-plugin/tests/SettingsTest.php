<?php
use PHPUnit\Framework\TestCase;

/** What can be saved as a setting. */
final class SettingsTest extends TestCase {
	public function test_falls_back_to_the_chat_everywhere() {
		foreach ( array( null, '', 'x', 7, array() ) as $nonsense ) {
			$this->assertSame( loods_default_settings(), loods_sanitize_settings( $nonsense ) );
		}
	}

	public function test_drops_what_no_setting_can_be() {
		$saved = loods_sanitize_settings(
			array(
				'enabled'      => '',
				'hidden_on'    => array( 'cart', 'nergens', array( 'x' ) ),
				'hidden_roles' => array( 'editor', 'EDITOR', '<b>', 7 ),
				'secret'       => 'x',
			)
		);
		$this->assertFalse( $saved['enabled'] );
		$this->assertSame( array( 'cart' ), $saved['hidden_on'] );
		$this->assertSame( array( 'editor', 'b' ), $saved['hidden_roles'] );
		$this->assertArrayNotHasKey( 'secret', $saved );
	}

	public function test_keeps_paths_without_host_query_and_markup() {
		$typed = array( ' https://winkel.example/blog/*?x=1 ', 'voorwaarden', '', '/a"><script>', '/blog/*', str_repeat( 'x', 300 ) );
		$paths = loods_sanitize_paths( $typed );
		$this->assertSame( array( '/blog/*', '/voorwaarden', '/ascript' ), array_slice( $paths, 0, 3 ) );
		$this->assertSame( 200, strlen( $paths[3] ) );
		$this->assertCount( 4, $paths );
		$this->assertCount( 50, loods_sanitize_paths( array_map( 'strval', range( 1, 90 ) ) ) );
	}
}
