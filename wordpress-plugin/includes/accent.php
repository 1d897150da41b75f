<?php
/**
 * The colour the chat begins with: the theme's own, where it has one that can be seen.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Contrast with a white page that a button needs to be seen (WCAG 2.2, 1.4.11). Text on it, white or black, then has 4.5 at least. */
const LOODS_SEEN = 3;

/** Where themes without theme.json keep the colour of their buttons. */
const LOODS_THEME_MODS = array( 'storefront_button_background_color', 'button_background_color', 'button_color', 'accent_color', 'primary_color' );

/** What themes call the colour of their own in their palette. */
const LOODS_PALETTE = array( 'primary', 'accent', 'accent-1', 'secondary' );

/**
 * The first colour of the theme that can be seen.
 *
 * @return string #rrggbb, or empty.
 */
function loods_accent_color() {
	foreach ( array_merge( loods_button_colors(), loods_palette_colors() ) as $color ) {
		$hex = loods_hex( $color );
		if ( '' !== $hex && loods_contrast_with_white( $hex ) >= LOODS_SEEN ) {
			return $hex;
		}
	}
	return '';
}

/**
 * Colours of the theme's buttons. Without theme.json WordPress would tell its own.
 *
 * @return array
 */
function loods_button_colors() {
	if ( ! wp_theme_has_theme_json() ) {
		return array_map( 'get_theme_mod', LOODS_THEME_MODS );
	}
	return array( wp_get_global_styles( array( 'elements', 'button', 'color', 'background' ), array( 'transforms' => array( 'resolve-variables' ) ) ) );
}

/**
 * Colours of the theme's palette that are its own.
 *
 * @return array
 */
function loods_palette_colors() {
	$palette = wp_get_global_settings( array( 'color', 'palette', 'theme' ) );
	$colors  = is_array( $palette ) ? array_column( $palette, 'color', 'slug' ) : array();
	$own     = array();
	foreach ( LOODS_PALETTE as $slug ) {
		$own[] = isset( $colors[ $slug ] ) ? $colors[ $slug ] : '';
	}
	return $own;
}

/**
 * A colour as the relay takes it.
 *
 * @param mixed $color As a theme wrote it.
 * @return string #rrggbb, or empty where it is written otherwise.
 */
function loods_hex( $color ) {
	$hex = is_string( $color ) ? strtolower( ltrim( trim( $color ), '#' ) ) : '';
	if ( 1 === preg_match( '/^[0-9a-f]{3}\z/', $hex ) ) {
		$hex = $hex[0] . $hex[0] . $hex[1] . $hex[1] . $hex[2] . $hex[2];
	}
	return 1 === preg_match( '/^[0-9a-f]{6}\z/', $hex ) ? '#' . $hex : '';
}

/**
 * Contrast of a colour with white (WCAG 2.2, contrast ratio).
 *
 * @param string $hex #rrggbb.
 * @return float 1 to 21.
 */
function loods_contrast_with_white( $hex ) {
	$shares    = array( 0.2126, 0.7152, 0.0722 );
	$luminance = 0.0;
	foreach ( $shares as $at => $share ) {
		$part       = hexdec( substr( $hex, 1 + 2 * $at, 2 ) ) / 255;
		$luminance += $share * ( $part <= 0.04045 ? $part / 12.92 : pow( ( $part + 0.055 ) / 1.055, 2.4 ) );
	}
	return 1.05 / ( $luminance + 0.05 );
}
