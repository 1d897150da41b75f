<?php
/**
 * REST routes.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Declares them all.
 */
function loods_register_routes() {
	loods_register_link_routes();
	register_rest_route(
		'loods/v1',
		'/proof',
		array(
			'methods'             => 'POST',
			'callback'            => 'loods_rest_proof',
			// Public: the relay calls it, and an answer is worth nothing without the code it stems from.
			'permission_callback' => '__return_true',
			'args'                => array(
				'challenge' => array(
					'type'      => 'string',
					'required'  => true,
					'pattern'   => '^[A-Za-z0-9_-]{20,128}$',
				),
			),
		)
	);
	register_rest_route(
		'loods/v1',
		'/member-token',
		array(
			'methods'             => 'POST',
			'callback'            => 'loods_rest_member_token',
			'permission_callback' => 'loods_may_reply',
		)
	);
	register_rest_route(
		'loods/v1',
		'/phone',
		array(
			'methods'             => 'POST',
			'callback'            => 'loods_rest_phone',
			'permission_callback' => 'loods_may_reply',
		)
	);
	register_rest_route(
		'loods/v1',
		'/status',
		array(
			'methods'             => 'GET',
			'callback'            => 'loods_rest_status',
			'permission_callback' => 'loods_may_reply',
		)
	);
}

/**
 * Declares what the start page asks. All of it is for whoever may manage the shop.
 */
function loods_register_link_routes() {
	$routes = array(
		array( 'POST', '/start', 'loods_start' ),
		array( 'GET', '/start', 'loods_ask_ticket' ),
		array( 'POST', '/move', 'loods_move' ),
		array( 'POST', '/forget', 'loods_forget' ),
	);
	foreach ( $routes as list( $method, $path, $work ) ) {
		register_rest_route(
			'loods/v1',
			$path,
			array(
				'methods'             => $method,
				'callback'            => static function ( $request ) use ( $work ) {
					return loods_as_rest_answer( $work( $request ) );
				},
				'permission_callback' => 'loods_may_manage',
			)
		);
	}
	register_rest_route(
		'loods/v1',
		'/erase',
		array(
			'methods'             => 'POST',
			'callback'            => 'loods_keep_erase',
			'permission_callback' => 'loods_may_keep_erase',
			'args'                => array_fill_keys( array( 'erase', 'network' ), array( 'type' => 'boolean' ) ),
		)
	);
}

/**
 * Who may link and set up the chat.
 *
 * @return bool
 */
function loods_may_manage() {
	return current_user_can( 'manage_options' );
}

/**
 * Who may say what becomes of the shop at the relay; for every site of a network only whoever runs it.
 *
 * @param WP_REST_Request $request With `network` when it is for every site.
 * @return bool
 */
function loods_may_keep_erase( $request ) {
	return loods_may_manage() && ( ! $request['network'] || loods_may_manage_network() );
}

/**
 * Who may answer for every site of a network.
 *
 * @return bool
 */
function loods_may_manage_network() {
	return is_multisite() && current_user_can( 'manage_network_plugins' );
}

/**
 * Who may answer shoppers.
 *
 * @return bool
 */
function loods_may_reply() {
	return current_user_can( 'loods_reply' );
}

/**
 * The relay calls back.
 *
 * @param WP_REST_Request $request With a challenge.
 * @return WP_REST_Response|WP_Error
 */
function loods_rest_proof( $request ) {
	$proof = loods_proof( $request['challenge'] );
	if ( null === $proof ) {
		return new WP_Error( 'loods_nobody_asked', __( 'Nobody pressed Start here just now.', 'loods-live-chat' ), array( 'status' => 404 ) );
	}
	return loods_uncached( array( 'proof' => $proof ) );
}

/**
 * A token with which this user's browser comes in at the relay.
 *
 * @return WP_REST_Response|WP_Error
 */
function loods_rest_member_token() {
	if ( ! loods_is_at_home() ) {
		return new WP_Error( 'loods_not_linked', __( 'This shop is not linked yet. Press Start.', 'loods-live-chat' ), array( 'status' => 409 ) );
	}
	return loods_uncached( array( 'token' => loods_sign_member() ) );
}

/**
 * A link that signs this user's phone in, once.
 *
 * @return WP_REST_Response|WP_Error
 */
function loods_rest_phone() {
	$link = loods_link();
	if ( ! $link || ! loods_is_at_home() ) {
		return new WP_Error( 'loods_not_linked', __( 'This shop is not linked yet. Press Start.', 'loods-live-chat' ), array( 'status' => 409 ) );
	}
	return loods_as_rest_answer( loods_call_relay( 'POST', '/host/v1/' . $link['siteKey'] . '/phone-link', array( 'token' => loods_sign_member() ) ) );
}

/**
 * What the relay says about the link.
 *
 * @return WP_REST_Response|WP_Error
 */
function loods_rest_status() {
	return loods_as_rest_answer( loods_call_as_shop( 'GET', '/status', null, LOODS_PATIENCE ) );
}

/**
 * What somebody in the admin panel is told.
 *
 * @param array|WP_Error $answer Of the relay, or what went wrong.
 * @return WP_REST_Response|WP_Error
 */
function loods_as_rest_answer( $answer ) {
	return is_wp_error( $answer ) ? loods_as_rest_error( $answer ) : loods_uncached( $answer );
}

/**
 * An answer nobody may keep.
 *
 * @param array $value What it says.
 * @return WP_REST_Response
 */
function loods_uncached( $value ) {
	$response = rest_ensure_response( $value );
	$response->header( 'Cache-Control', 'no-store' );
	return $response;
}

/**
 * An error with a status browsers can tell from a broken WordPress.
 *
 * @param WP_Error $error What went wrong.
 * @return WP_Error
 */
function loods_as_rest_error( $error ) {
	return new WP_Error( $error->get_error_code(), $error->get_error_message(), array( 'status' => 502 ) );
}
