<?php
use PHPUnit\Framework\TestCase;

/** What the shop signs. */
final class TokenTest extends TestCase {
	protected function setUp(): void {
		$GLOBALS['loods_options'] = array(
			'loods_link' => array(
				'relay'   => 'https://relay.example',
				'url'     => 'https://winkel.example',
				'siteId'  => 'site',
				'siteKey' => 'abcdefghij0123456789',
				'secret'  => 'geheim',
			),
		);
	}

	public function test_is_a_jwt_that_the_secret_signed_and_that_lives_a_minute() {
		list( $head, $claims, $signature ) = explode( '.', loods_sign( 'loods-member', array( 'sub' => '7' ) ) );
		$this->assertSame( loods_base64url( hash_hmac( 'sha256', "$head.$claims", 'geheim', true ) ), $signature );
		$this->assertSame( array( 'alg' => 'HS256', 'typ' => 'JWT' ), json_decode( base64_decode( $head ), true ) );
		$said = json_decode( base64_decode( strtr( $claims, '-_', '+/' ) ), true );
		$this->assertSame( array( 'abcdefghij0123456789', 'loods-member', '7' ), array( $said['iss'], $said['aud'], $said['sub'] ) );
		$this->assertSame( 60, $said['exp'] - $said['iat'] );
	}

	public function test_lets_no_claim_take_the_place_of_our_own() {
		$token = loods_sign( 'loods-shop', array( 'iss' => 'iemand anders', 'exp' => PHP_INT_MAX ) );
		$said  = json_decode( base64_decode( strtr( explode( '.', $token )[1], '-_', '+/' ) ), true );
		$this->assertSame( 'abcdefghij0123456789', $said['iss'] );
		$this->assertLessThanOrEqual( time() + 60, $said['exp'] );
	}

	public function test_is_nothing_without_a_link() {
		$GLOBALS['loods_options'] = array();
		$this->assertSame( '', loods_sign( 'loods-shop', array() ) );
	}

	public function test_encodes_bytes_for_addresses() {
		$this->assertSame( '-_8', loods_base64url( "\xfb\xff" ) );
	}
}
