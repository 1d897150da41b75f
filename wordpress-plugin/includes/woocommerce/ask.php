<?php
/**
 * Questions of the relay, for members who answer shoppers. Each is signed with the shop's secret.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Seconds a question may be old, or our clocks differ. */
const LOODS_ASK_LIFE = 120;

/**
 * Declares the routes.
 */
function loods_register_ask_routes() {
	$search = array(
		'search' => array(
			'type'        => 'string',
			'description' => __( 'Words to look for; what is newest without them.', 'loods-live-chat' ),
			'default'     => '',
			'maxLength'   => 80,
		),
	);
	loods_register_question( 'products', 'loods_answer_products', $search );
	loods_register_question( 'coupons', 'loods_answer_coupons', $search );
	$conversation = array(
		'conversation' => array(
			'type'        => 'string',
			'description' => __( 'Id of a conversation.', 'loods-live-chat' ),
			'required'    => true,
			'pattern'     => '^[A-Za-z0-9_-]{10,40}$',
		),
	);
	loods_register_question(
		'order-code',
		'loods_answer_order_code',
		$conversation + array(
			'number' => array(
				'type'        => 'string',
				'description' => __( 'Number of one order.', 'loods-live-chat' ),
				'required'    => true,
				'minLength'   => 1,
				'maxLength'   => 40,
			),
		)
	);
	loods_register_question(
		'order',
		'loods_answer_order',
		$conversation + array(
			'code' => array(
				'type'        => 'string',
				'description' => __( 'The code that was mailed.', 'loods-live-chat' ),
				'required'    => true,
				'pattern'     => '^[0-9]{6}$',
			),
		)
	);
}

/**
 * Declares one question.
 *
 * @param string   $what   Its name.
 * @param callable $answer Gives what is answered.
 * @param array    $args   What it may say.
 */
function loods_register_question( $what, $answer, $args ) {
	register_rest_route(
		'loods/v1',
		'/ask/' . $what,
		array(
			'methods'             => 'POST',
			'callback'            => static function ( $request ) use ( $answer ) {
				$said = $answer( $request );
				return is_wp_error( $said ) ? $said : loods_uncached( $said );
			},
			// Nobody but the relay has the secret.
			'permission_callback' => 'loods_is_from_relay',
			'args'                => $args,
		)
	);
}

/**
 * Whether the relay signed this very question just now.
 *
 * @param WP_REST_Request $request Any request.
 * @return bool
 */
function loods_is_from_relay( $request ) {
	$link  = loods_link();
	$parts = explode( '.', (string) $request->get_header( 'x_loods_signature' ), 2 );
	if ( ! $link || ! loods_is_at_home() || 2 !== count( $parts ) || ! preg_match( '/^\d{1,12}\z/', $parts[0] ) ) {
		return false;
	}
	$path  = substr( $request->get_route(), strlen( '/loods/v1' ) );
	$right = hash_hmac( 'sha256', 'loods-ask ' . $parts[0] . ' ' . $path . "\n" . $request->get_body(), $link['secret'] );
	return abs( time() - (int) $parts[0] ) <= LOODS_ASK_LIFE && hash_equals( $right, $parts[1] );
}
