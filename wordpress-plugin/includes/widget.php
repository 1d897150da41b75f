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
	$consent = loods_settings()['consent'];
	wp_enqueue_script(
		'loods-widget',
		$consent ? plugins_url( 'build/consent.js', LOODS_FILE ) : loods_loader_url(),
		$consent && wp_script_is( 'wp-consent-api', 'registered' ) ? array( 'wp-consent-api' ) : array(),
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
 * Address of the widget's script, in the plugin's own folder.
 *
 * @return string
 */
function loods_loader_url() {
	return plugins_url( 'build/widget/loader.js', LOODS_FILE );
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
	$shows    = $settings['enabled']
		&& ! in_array( loods_page_kind(), $settings['hidden_on'], true )
		&& ! loods_path_matches( loods_current_paths(), $settings['hidden_paths'] )
		&& ! array_intersect( wp_get_current_user()->roles, $settings['hidden_roles'] );
	/**
	 * Filters whether the chat shows on the page that is being served.
	 *
	 * @param bool $shows Whether it does.
	 */
	return (bool) apply_filters( 'loods_shows_widget', $shows );
}

/**
 * Path of the page that is being served, from the shop's home page on.
 *
 * @return string
 */
function loods_current_path() {
	// phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- it is parsed and compared, nothing else.
	$path = isset( $_SERVER['REQUEST_URI'] ) ? wp_parse_url( wp_unslash( $_SERVER['REQUEST_URI'] ), PHP_URL_PATH ) : '';
	$home = untrailingslashit( (string) wp_parse_url( loods_home(), PHP_URL_PATH ) );
	$path = rawurldecode( is_string( $path ) ? $path : '' );
	return '' !== $home && 0 === strpos( $path, $home . '/' ) ? substr( $path, strlen( $home ) ) : $path;
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
		if ( loods_settings()['consent'] ) {
			$attributes['data-loader'] = loods_loader_url();
			/**
			 * Filters which category of the WP Consent API the chat waits for. It is functional: it stores
			 * nothing before a shopper writes, and then only what brings their own conversation back.
			 *
			 * @param string $category Name of a category.
			 */
			$attributes['data-consent'] = (string) apply_filters( 'loods_consent_category', 'functional' );
		}
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
