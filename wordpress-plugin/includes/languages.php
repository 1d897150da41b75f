<?php
/**
 * The language of a page, where Polylang or WPML decides it, and what they do to its address.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Address of the shop itself, without a slash at its end. Not home_url(): WPML makes that the home page
 * of the language that is read.
 *
 * @return string
 */
function loods_home() {
	$home = untrailingslashit( get_option( 'home' ) );
	return is_ssl() ? set_url_scheme( $home, 'https' ) : $home;
}

/**
 * Language of the page in two letters: that of Polylang or WPML where one of them decides it.
 *
 * @return string
 */
function loods_page_language() {
	$language = strtolower( loods_translated_as( 'locale' ) );
	return 1 === preg_match( '/^[a-z]{2}(?![a-z])/', $language ) ? substr( $language, 0, 2 ) : strtolower( substr( determine_locale(), 0, 2 ) );
}

/**
 * What Polylang or WPML calls the language of the page (https://polylang.pro/doc/function-reference/,
 * https://wpml.org/wpml-hook/wpml_current_language/).
 *
 * @param string $field slug, as in addresses, or locale. WPML has one code for both.
 * @return string Empty without either.
 */
function loods_translated_as( $field ) {
	$language = function_exists( 'pll_current_language' ) ? pll_current_language( $field ) : apply_filters( 'wpml_current_language', null );
	return is_string( $language ) ? $language : '';
}

/**
 * Paths by which settings may name the page that is being served: its own, and the one without a
 * folder for its language before it.
 *
 * @return string[]
 */
function loods_current_paths() {
	$path   = loods_current_path();
	$folder = '/' . loods_translated_as( 'slug' );
	return '/' !== $folder && 0 === stripos( $path . '/', $folder . '/' ) ? array( $path, '/' . ltrim( substr( $path, strlen( $folder ) ), '/' ) ) : array( $path );
}
