<?php
/**
 * The widget in the shop's pages.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Puts the widget's one deferred script into the page, and the facts it reads.
 */
function loods_enqueue_widget() {
	if ( ! loods_shows_widget() ) {
		return;
	}
	wp_enqueue_script(
		'loods-widget',
		plugins_url( 'build/widget/loader.js', LOODS_FILE ),
		array(),
		LOODS_VERSION,
		array(
			'in_footer' => true,
			'strategy'  => 'defer',
		)
	);
	add_filter( 'wp_script_attributes', 'loods_add_script_attributes' );
	add_action( 'wp_footer', 'loods_print_page_facts', 1 );
}

/**
 * Whether the widget belongs on the page that is being served.
 *
 * @return bool
 */
function loods_shows_widget() {
	if ( ! loods_is_at_home() || is_preview() || is_customize_preview() ) {
		return false;
	}
	$settings = loods_settings();
	$shows    = $settings['enabled'] && ! in_array( loods_page_kind(), $settings['hidden_on'], true );
	/**
	 * Filters whether the chat shows on the page that is being served.
	 *
	 * @param bool $shows Whether it does.
	 */
	return (bool) apply_filters( 'loods_shows_widget', $shows );
}

/**
 * Names the site and its relay on the widget's script element.
 *
 * @param array $attributes Of any script element.
 * @return array
 */
function loods_add_script_attributes( $attributes ) {
	$link = loods_link();
	if ( $link && isset( $attributes['id'] ) && 'loods-widget-js' === $attributes['id'] ) {
		$attributes['data-site']  = $link['siteKey'];
		$attributes['data-relay'] = $link['relay'];
	}
	return $attributes;
}

/**
 * Prints what the page is, for the widget.
 */
function loods_print_page_facts() {
	wp_print_inline_script_tag(
		wp_json_encode( loods_page_facts(), JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ),
		array(
			'type' => 'application/json',
			'id'   => 'loods-page',
		)
	);
}
