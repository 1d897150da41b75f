<?php
/**
 * Settings that live in this shop. How the chat looks and what it says is kept by the relay.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Kinds of page the chat can be hidden on. */
const LOODS_PAGE_KINDS = array( 'home', 'category', 'product', 'cart', 'checkout', 'thank-you', 'other' );

/**
 * The settings, with what holds until somebody changes it.
 *
 * @return array{enabled:bool,hidden_on:string[]}
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
		'enabled'   => true,
		'hidden_on' => array(),
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
			'show_in_rest'      => array(
				'schema' => array(
					'type'                 => 'object',
					'additionalProperties' => false,
					'properties'           => array(
						'enabled'   => array( 'type' => 'boolean' ),
						'hidden_on' => array(
							'type'  => 'array',
							'items' => array(
								'type' => 'string',
								'enum' => LOODS_PAGE_KINDS,
							),
						),
					),
				),
			),
		)
	);
}

/**
 * Takes only what a setting can be.
 *
 * @param mixed $value What somebody wants to save.
 * @return array
 */
function loods_sanitize_settings( $value ) {
	$value  = is_array( $value ) ? $value : array();
	$hidden = isset( $value['hidden_on'] ) && is_array( $value['hidden_on'] ) ? $value['hidden_on'] : array();
	return array(
		'enabled'   => ! isset( $value['enabled'] ) || (bool) $value['enabled'],
		'hidden_on' => array_values( array_intersect( LOODS_PAGE_KINDS, $hidden ) ),
	);
}
