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
	register_rest_route(
		'loods/v1',
		'/start',
		array(
			'methods'             => 'POST',
			'callback'            => 'loods_rest_start',
			'permission_callback' => 'loods_may_manage',
		)
	);
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
		'/status',
		array(
			'methods'             => 'GET',
			'callback'            => 'loods_rest_status',
			'permission_callback' => 'loods_may_reply',
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
 * Who may answer shoppers.
 *
 * @return bool
 */
function loods_may_reply() {
	return current_user_can( 'loods_reply' );
}

/**
 * Start was pressed.
 *
 * @return WP_REST_Response|WP_Error
 */
function loods_rest_start() {
	$answer = loods_start();
	return is_wp_error( $answer ) ? loods_as_rest_error( $answer ) : rest_ensure_response( $answer );
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
 * What the relay says about the link.
 *
 * @return WP_REST_Response|WP_Error
 */
function loods_rest_status() {
	$answer = loods_call_as_shop( 'GET', '/status' );
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
