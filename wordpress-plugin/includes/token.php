<?php
/**
 * Tokens this shop signs with its secret (JSON Web Tokens, RFC 7519, HS256).
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Seconds a token lives: it is used at once. */
const LOODS_TOKEN_LIFE = 60;

/**
 * Signs a token.
 *
 * @param string $audience What it is for.
 * @param array  $claims   What it says.
 * @param int    $life     Seconds it lives.
 * @return string Empty when the shop is not linked.
 */
function loods_sign( $audience, $claims, $life = LOODS_TOKEN_LIFE ) {
	$link = loods_link();
	if ( ! $link ) {
		return '';
	}
	$now    = time();
	$own    = array(
		'iss' => $link['siteKey'],
		'aud' => $audience,
		'iat' => $now,
		'exp' => $now + $life,
	);
	$head   = array(
		'alg' => 'HS256',
		'typ' => 'JWT',
	);
	$signed = loods_base64url( wp_json_encode( $head ) ) . '.' . loods_base64url( wp_json_encode( $own + $claims ) );
	return $signed . '.' . loods_base64url( hash_hmac( 'sha256', $signed, $link['secret'], true ) );
}

/**
 * Base64 for addresses and tokens (RFC 4648, section 5), without padding.
 *
 * @param string $bytes Any bytes.
 * @return string
 */
function loods_base64url( $bytes ) {
	// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- tokens are base64url.
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
}
