<?php
/**
 * Who is logged in at the shop, signed for the relay. Never in a page: pages are cached.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Seconds a customer's token lives. */
const LOODS_CUSTOMER_LIFE = 600;

/**
 * Declares the route.
 */
function loods_register_customer_routes() {
	register_rest_route(
		'loods/v1',
		'/customer-token',
		array(
			'methods'             => 'POST',
			'callback'            => 'loods_rest_customer_token',
			// WordPress knows nobody without a nonce (X-WP-Nonce), so no other site can ask for it.
			'permission_callback' => 'is_user_logged_in',
		)
	);
}

/**
 * A token that says who the logged-in shopper is.
 *
 * @return WP_REST_Response|WP_Error
 */
function loods_rest_customer_token() {
	$link = loods_link();
	if ( ! $link || ! loods_is_at_home() ) {
		return new WP_Error( 'loods_not_linked', __( 'This shop is not linked yet. Press Start.', 'loods-live-chat' ), array( 'status' => 409 ) );
	}
	loods_tie_orders( get_current_user_id() );
	return loods_uncached( array( 'token' => loods_sign( $link['siteKey'], loods_customer_claims( wp_get_current_user() ), LOODS_CUSTOMER_LIFE ) ) );
}

/**
 * What the relay may know of a customer.
 *
 * @param WP_User $user The customer.
 * @return array
 */
function loods_customer_claims( $user ) {
	$claims = array( 'sub' => (string) $user->ID );
	$name   = loods_short( trim( $user->first_name . ' ' . $user->last_name ), 80 );
	$name   = '' === $name ? loods_short( $user->display_name, 80 ) : $name;
	if ( '' !== $name ) {
		$claims['name'] = $name;
	}
	if ( is_email( $user->user_email ) ) {
		$claims['email'] = $user->user_email;
	}
	return $claims;
}
