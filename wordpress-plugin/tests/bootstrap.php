<?php
/**
 * The few functions of WordPress that what is tested here needs. Everything else is tried in a real one.
 *
 * @package Loods
 */

define( 'ABSPATH', __DIR__ );
define( 'LOODS_DIR', dirname( __DIR__ ) );
define( 'LOODS_RELAY_URL', 'https://Relay.Example:8443/' );

/** The options of the shop, by name. */
$GLOBALS['loods_options'] = array();
/** Address of the shop. */
$GLOBALS['loods_home'] = 'https://winkel.example';

function get_option( $name, $otherwise = false ) {
	return array_key_exists( $name, $GLOBALS['loods_options'] ) ? $GLOBALS['loods_options'][ $name ] : $otherwise;
}

function home_url( $path = '' ) {
	return $GLOBALS['loods_home'] . $path;
}

function untrailingslashit( $text ) {
	return rtrim( $text, '/\\' );
}

function wp_parse_args( $given, $otherwise ) {
	return array_merge( $otherwise, $given );
}

function wp_parse_url( $url, $part = -1 ) {
	return parse_url( $url, $part );
}

function wp_json_encode( $value, $flags = 0 ) {
	return json_encode( $value, $flags );
}

function wp_unslash( $value ) {
	return stripslashes( $value );
}

function wp_strip_all_tags( $text ) {
	return strip_tags( $text );
}

function sanitize_key( $key ) {
	return preg_replace( '/[^a-z0-9_\-]/', '', strtolower( $key ) );
}

foreach ( array( 'relay', 'token', 'link', 'settings', 'widget' ) as $part ) {
	require_once LOODS_DIR . '/includes/' . $part . '.php';
}
