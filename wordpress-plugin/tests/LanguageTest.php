<?php
use PHPUnit\Framework\TestCase;

/** What Polylang and WPML say of a page. */
final class LanguageTest extends TestCase {
	protected function setUp(): void {
		$GLOBALS['loods_home'] = 'https://winkel.example/winkel';
	}

	protected function tearDown(): void {
		$GLOBALS['loods_home']     = 'https://winkel.example';
		$GLOBALS['loods_language'] = null;
	}

	/** @dataProvider languages */
	public function test_is_two_letters( $language, $said ) {
		$GLOBALS['loods_language'] = $said;
		$this->assertSame( $language, loods_page_language() );
	}

	public static function languages() {
		return array( array( 'en', 'en' ), array( 'pt', 'pt-br' ), array( 'de', 'de_DE_formal' ), array( 'nl', 'all' ), array( 'nl', '' ), array( 'nl', null ), array( 'nl', false ) );
	}

	/** @dataProvider paths */
	public function test_knows_a_page_without_the_folder_of_its_language_too( $paths, $said, $address ) {
		$GLOBALS['loods_language'] = $said;
		$_SERVER['REQUEST_URI']    = $address;
		$this->assertSame( $paths, loods_current_paths() );
	}

	public static function paths() {
		return array(
			array( array( '/en/blog/x/', '/blog/x/' ), 'en', '/winkel/en/blog/x/' ),
			array( array( '/en/', '/' ), 'en', '/winkel/en/' ),
			array( array( '/en', '/' ), 'en', '/winkel/en' ),
			array( array( '/engels/' ), 'en', '/winkel/engels/' ),
			array( array( '/blog/' ), 'nl', '/winkel/blog/?lang=nl' ),
			array( array( '/blog/' ), null, '/winkel/blog/' ),
		);
	}
}
