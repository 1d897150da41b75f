<?php
/**
 * Settings that live in this shop. How the chat looks and what it says is kept by the relay.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Kinds of page the chat can be hidden on. */
const LOODS_PAGE_KINDS = array( 'home', 'category', 'product', 'cart', 'checkout', 'thank-you', 'other' );

/** Paths a shop may name, and how long one may be. */
const LOODS_MAX_PATHS = 50;
const LOODS_MAX_PATH  = 200;

/**
 * The settings, with what holds until somebody changes it.
 *
 * @return array{enabled:bool,hidden_on:string[],hidden_paths:string[],hidden_roles:string[],consent:bool,erase:bool}
 */
function loods_settings() {
	$saved = get_option( 'loods_settings' );
	return wp_parse_args( is_array( $saved ) ? $saved : array(), loods_default_settings() );
}

/**
 * What holds until somebody changes it.
 *
 * @return array
 */
function loods_default_settings() {
	return array(
		'enabled'      => true,
		'hidden_on'    => array(),
		'hidden_paths' => array(),
		'hidden_roles' => array(),
		'consent'      => false,
		'erase'        => false,
	);
}

/**
 * Declares the settings, so that WordPress checks and serves them.
 */
function loods_register_settings() {
	register_setting(
		'loods',
		'loods_settings',
		array(
			'type'              => 'object',
			'description'       => __( 'Where the chat shows.', 'loods-live-chat' ),
			'default'           => loods_default_settings(),
			'sanitize_callback' => 'loods_sanitize_settings',
			'show_in_rest'      => array( 'schema' => loods_settings_schema() ),
		)
	);
}

/**
 * What the settings may be, for the REST API.
 *
 * @return array
 */
function loods_settings_schema() {
	$text = array(
		'type'      => 'string',
		'maxLength' => LOODS_MAX_PATH,
	);
	return array(
		'type'                 => 'object',
		'additionalProperties' => false,
		'properties'           => array(
			'enabled'      => array( 'type' => 'boolean' ),
			'hidden_on'    => array(
				'type'  => 'array',
				'items' => array(
					'type' => 'string',
					'enum' => LOODS_PAGE_KINDS,
				),
			),
			'hidden_paths' => array(
				'type'     => 'array',
				'maxItems' => LOODS_MAX_PATHS,
				'items'    => $text,
			),
			'hidden_roles' => array(
				'type'  => 'array',
				'items' => $text,
			),
			'consent'      => array( 'type' => 'boolean' ),
			'erase'        => array( 'type' => 'boolean' ),
		),
	);
}

/**
 * Takes only what a setting can be.
 *
 * @param mixed $value What somebody wants to save.
 * @return array
 */
function loods_sanitize_settings( $value ) {
	$value = is_array( $value ) ? $value : array();
	$value = wp_parse_args( $value, loods_default_settings() );
	$roles = array_map( 'sanitize_key', loods_texts( $value['hidden_roles'] ) );
	return array(
		'enabled'      => (bool) $value['enabled'],
		'hidden_on'    => array_values( array_intersect( LOODS_PAGE_KINDS, loods_texts( $value['hidden_on'] ) ) ),
		'hidden_paths' => loods_sanitize_paths( loods_texts( $value['hidden_paths'] ) ),
		'hidden_roles' => array_values( array_unique( array_filter( $roles ) ) ),
		'consent'      => (bool) $value['consent'],
		'erase'        => (bool) $value['erase'],
	);
}

/**
 * The texts in a list, and nothing else.
 *
 * @param mixed $value Any value.
 * @return string[]
 */
function loods_texts( $value ) {
	return is_array( $value ) ? array_filter( $value, 'is_string' ) : array();
}

/**
 * Paths as they are compared: without host and query, beginning with a slash.
 *
 * @param string[] $paths As somebody typed them.
 * @return string[]
 */
function loods_sanitize_paths( $paths ) {
	$clean = array();
	foreach ( $paths as $path ) {
		$path = preg_replace( '#^https?://[^/]+#i', '', trim( $path ) );
		$path = preg_replace( '/[?\#].*$|[\s<>"\']+/', '', $path );
		if ( '' !== $path ) {
			$clean[] = substr( '/' . ltrim( $path, '/' ), 0, LOODS_MAX_PATH );
		}
	}
	return array_slice( array_values( array_unique( $clean ) ), 0, LOODS_MAX_PATHS );
}

/**
 * Whether a page is named by one of those patterns. A * stands for anything; a slash at the end does not matter.
 *
 * @param string[] $paths    By which the page is known.
 * @param string[] $patterns As settings hold them.
 * @return bool
 */
function loods_path_matches( $paths, $patterns ) {
	$paths = array_map( 'untrailingslashit', $paths );
	foreach ( $patterns as $pattern ) {
		$regex = str_replace( '\*', '.*', preg_quote( untrailingslashit( $pattern ), '#' ) );
		if ( preg_grep( '#^' . $regex . '$#i', $paths ) ) {
			return true;
		}
	}
	return false;
}

/**
 * Keeps whether everything at the relay is to be erased when the plugin is deleted.
 *
 * @param WP_REST_Request $request With `erase`, and `network` when it is for every site of the network.
 * @return WP_REST_Response
 */
function loods_keep_erase( $request ) {
	$erase = (bool) $request['erase'];
	loods_on_each_site(
		(bool) $request['network'],
		static function () use ( $erase ) {
			update_option( 'loods_settings', array( 'erase' => $erase ) + loods_settings(), true );
		}
	);
	return loods_uncached( array( 'erase' => $erase ) );
}
