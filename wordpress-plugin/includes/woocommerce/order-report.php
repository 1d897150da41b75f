<?php
/**
 * What the relay is told of an order.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Seconds the queue waits for the relay: jobs of other plugins are behind it. */
const LOODS_ORDER_PATIENCE = 5;

/**
 * Sends a report. The same again, or one that is older than another, changes nothing at the relay.
 *
 * @param array $report As the relay takes it.
 * @return bool False when it is to be sent again later.
 */
function loods_send_report( $report ) {
	$answer = loods_call_as_shop( 'POST', '/orders', $report, LOODS_ORDER_PATIENCE );
	$data   = is_wp_error( $answer ) ? $answer->get_error_data() : null;
	if ( isset( $data['status'] ) && 400 === $data['status'] ) {
		// It would be refused each time, and nothing behind it would arrive.
		wc_get_logger()->error( $answer->get_error_message(), array( 'source' => 'loods' ) );
		return true;
	}
	return ! is_wp_error( $answer );
}

/**
 * What the relay is told of an order.
 *
 * @param WC_Order $order The order.
 * @return array|null Null for a draft, which is none yet.
 */
function loods_order_report( $order ) {
	$state = loods_order_state( $order );
	$made  = $order->get_date_created();
	if ( null === $state || ! $made ) {
		return null;
	}
	$report = array(
		'reference' => loods_order_reference( $order ),
		'state'     => $state,
		'total'     => loods_minor_units( $order->get_total(), $order->get_currency() ),
		'refunded'  => loods_minor_units( $order->get_total_refunded(), $order->get_currency() ),
		'currency'  => $order->get_currency(),
		'placedAt'  => $made->getTimestamp() * 1000,
		'asOf'      => (int) floor( microtime( true ) * 1000 ),
	);
	$customer = loods_customer_of( $order );
	if ( $customer ) {
		$report['customer'] = (string) $customer;
	}
	return $report;
}

/**
 * What an order's status comes down to.
 *
 * @param WC_Order $order The order.
 * @return string|null
 */
function loods_order_state( $order ) {
	$states = array(
		'pending'        => 'open',
		'on-hold'        => 'open',
		'processing'     => 'paid',
		'completed'      => 'paid',
		'refunded'       => 'refunded',
		'cancelled'      => 'cancelled',
		'failed'         => 'failed',
		'checkout-draft' => null,
		'auto-draft'     => null,
		'trash'          => 'cancelled',
	);
	$status = $order->get_status();
	// Other plugins add statuses of their own; WooCommerce knows which of them are paid.
	return array_key_exists( $status, $states ) ? $states[ $status ] : ( $order->is_paid() ? 'paid' : 'open' );
}

/**
 * A name for an order that tells nobody its number, the same in the page and in every report.
 *
 * @param WC_Order $order The order.
 * @return string
 */
function loods_order_reference( $order ) {
	// The order's key is a secret of the shop and the customer.
	return loods_base64url( hash_hmac( 'sha256', 'loods-order ' . $order->get_id(), $order->get_order_key(), true ) );
}

/**
 * The reference of the order a thank-you page is about, for whoever has its key.
 *
 * @return string|null
 */
function loods_thanked_order() {
	$order = wc_get_order( absint( get_query_var( 'order-received' ) ) );
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- the key is the proof.
	$key = isset( $_GET['key'] ) && is_string( $_GET['key'] ) ? sanitize_text_field( wp_unslash( $_GET['key'] ) ) : '';
	return $order instanceof WC_Order && hash_equals( $order->get_order_key(), $key ) ? loods_order_reference( $order ) : null;
}
