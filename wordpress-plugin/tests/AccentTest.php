<?php
use PHPUnit\Framework\TestCase;

/** The colour the chat begins with. */
final class AccentTest extends TestCase {
	protected function tearDown(): void {
		$GLOBALS['loods_theme'] = array();
	}

	/** @dataProvider themes */
	public function test_is_the_first_of_the_theme_that_can_be_seen( $color, $theme ) {
		$GLOBALS['loods_theme'] = $theme;
		$this->assertSame( $color, loods_accent_color() );
	}

	public static function themes() {
		$yellow  = array( array( 'slug' => 'accent-1', 'color' => '#FFEE58' ) );
		$palette = array(
			array( 'slug' => 'base', 'color' => '#000000' ),
			array( 'slug' => 'accent', 'color' => '#503AA8' ),
			array( 'slug' => 'primary', 'color' => '#0B4F6C' ),
		);
		return array(
			'Twenty Twenty-Five: its black buttons, not its yellow' => array( '#111111', array( 'button' => '#111111', 'palette' => $yellow ) ),
			'buttons nobody sees on white, then nothing'            => array( '', array( 'button' => '#9DFF20', 'palette' => $yellow ) ),
			'buttons nobody sees on white, then the palette'        => array( '#0b4f6c', array( 'button' => '#9DFF20', 'palette' => $palette ) ),
			'buttons in a colour that is mixed, then the palette'   => array( '#0b4f6c', array( 'button' => 'color-mix(in srgb, red, blue)', 'palette' => $palette ) ),
			'a classic theme’s setting'                             => array( '#cc1818', array( 'mods' => array( 'storefront_button_background_color' => '#eeeeee', 'accent_color' => '#cc1818' ) ) ),
			'a short way to write it'                               => array( '#cc0000', array( 'mods' => array( 'accent_color' => '#C00' ) ) ),
			'a theme without colours'                               => array( '', array() ),
		);
	}

	public function test_leaves_text_on_it_4_5_to_1_at_least_with_white_or_black() {
		foreach ( range( 0, 255, 5 ) as $part ) {
			$white = loods_contrast_with_white( sprintf( '#%02x%02x%02x', $part, 255 - $part, $part ) );
			$this->assertGreaterThanOrEqual( 4.5, max( $white, 21 / $white ) );
		}
		$this->assertEqualsWithDelta( 21, loods_contrast_with_white( '#000000' ), 0.001 );
		$this->assertEqualsWithDelta( 4.54, loods_contrast_with_white( '#767676' ), 0.01 );
	}
}
