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
	if ( 'home' === $name ) {
		return $GLOBALS['loods_home'];
	}
	return array_key_exists( $name, $GLOBALS['loods_options'] ) ? $GLOBALS['loods_options'][ $name ] : $otherwise;
}

function is_ssl() {
	return ! empty( $_SERVER['HTTPS'] );
}

function set_url_scheme( $url, $scheme ) {
	return preg_replace( '#^\w+://#', $scheme . '://', $url );
}

/** The theme, as far as its colours go. */
$GLOBALS['loods_theme'] = array();

function wp_theme_has_theme_json() {
	return isset( $GLOBALS['loods_theme']['button'] );
}

function wp_get_global_styles( $path, $context ) {
	return array( 'elements', 'button', 'color', 'background' ) === $path && array( 'transforms' => array( 'resolve-variables' ) ) === $context ? $GLOBALS['loods_theme']['button'] : null;
}

function wp_get_global_settings( $path ) {
	return array( 'color', 'palette', 'theme' ) === $path && isset( $GLOBALS['loods_theme']['palette'] ) ? $GLOBALS['loods_theme']['palette'] : array();
}

function get_theme_mod( $name ) {
	return isset( $GLOBALS['loods_theme']['mods'][ $name ] ) ? $GLOBALS['loods_theme']['mods'][ $name ] : false;
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

/** What WPML says of the page, null without it. */
$GLOBALS['loods_language'] = null;

function apply_filters( $name, $value ) {
	return 'wpml_current_language' === $name ? $GLOBALS['loods_language'] : $value;
}

function determine_locale() {
	return 'nl_NL';
}

foreach ( array( 'relay', 'token', 'languages', 'accent', 'link', 'settings', 'widget' ) as $part ) {
	require_once LOODS_DIR . '/includes/' . $part . '.php';
}
