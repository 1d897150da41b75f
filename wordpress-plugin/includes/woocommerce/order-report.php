<?php
/**
 * Orders, told to the relay from server to server. Whatever happens to the relay, no order waits for it.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Attempts for one change of an order: with the waits between them, about five days. */
const LOODS_ORDER_ATTEMPTS = 30;

/**
 * An order is there, or changed: its report goes into the queue. Nothing leaves the shop here.
 *
 * @param int|WC_Order $order The order, or its id.
 */
function loods_order_changed( $order ) {
	$id = $order instanceof WC_Order ? $order->get_id() : (int) $order;
	if ( ! $id || ! loods_is_at_home() ) {
		return;
	}
	try {
		loods_queue_order( $id, 0, 0 );
	} catch ( Throwable $error ) {
		// A queue that fails must never stop a checkout.
		wc_get_logger()->error( $error->getMessage(), array( 'source' => 'loods' ) );
	}
}

/**
 * A refund was taken back.
 *
 * @param int $refund_id The refund.
 * @param int $order_id  Its order.
 */
function loods_refund_deleted( $refund_id, $order_id ) {
	loods_order_changed( $order_id );
}

/**
 * Plans a report, once however often it is asked for meanwhile.
 *
 * @param int $id      The order.
 * @param int $attempt How often it was tried.
 * @param int $wait    Seconds until it is due.
 */
function loods_queue_order( $id, $attempt, $wait ) {
	$args = array( $id, $attempt );
	if ( ! function_exists( 'as_schedule_single_action' ) ) {
		if ( ! wp_next_scheduled( 'loods_report_order', $args ) ) {
			wp_schedule_single_event( time() + $wait, 'loods_report_order', $args );
		}
		return;
	}
	$waiting = array(
		'hook'     => 'loods_report_order',
		'args'     => $args,
		'group'    => 'loods',
		'status'   => 'pending',
		'per_page' => 1,
	);
	// One that runs may have read the order before this change, so only one that waits is enough.
	if ( ! as_get_scheduled_actions( $waiting, 'ids' ) ) {
		as_schedule_single_action( time() + $wait, 'loods_report_order', $args, 'loods' );
	}
}

/**
 * Nobody is there to report what waits once the plugin is off.
 */
function loods_unqueue_orders() {
	wp_unschedule_hook( 'loods_report_order' );
	if ( function_exists( 'as_unschedule_all_actions' ) ) {
		as_unschedule_all_actions( 'loods_report_order' );
	}
}

/**
 * Reports an order as it is now; later again when the relay does not take it.
 *
 * @param int $id      The order.
 * @param int $attempt How often it was tried.
 */
function loods_report_order( $id, $attempt = 0 ) {
	$order = wc_get_order( $id );
	if ( ! $order instanceof WC_Order || ! loods_is_at_home() ) {
		return;
	}
	$report = loods_order_report( $order );
	if ( null === $report || ! is_wp_error( loods_call_as_shop( 'POST', '/orders', $report ) ) ) {
		return;
	}
	if ( $attempt + 1 < LOODS_ORDER_ATTEMPTS ) {
		loods_queue_order( $id, $attempt + 1, loods_order_wait( $attempt ) );
	}
}

/**
 * Seconds until the next attempt: a minute, then twice as long each time, at most six hours.
 *
 * @param int $attempt How often it was tried before this one.
 * @return int
 */
function loods_order_wait( $attempt ) {
	return (int) min( MINUTE_IN_SECONDS * pow( 2, $attempt ), 6 * HOUR_IN_SECONDS );
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
	if ( $order->get_customer_id() ) {
		$report['customer'] = (string) $order->get_customer_id();
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
 * An amount in its currency's minor unit (ISO 4217), whatever the shop shows.
 *
 * @param float|string $amount   In the main unit.
 * @param string       $currency Its code.
 * @return int
 */
function loods_minor_units( $amount, $currency ) {
	$none     = array( 'BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF' );
	$three    = array( 'BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND' );
	$decimals = in_array( $currency, $none, true ) ? 0 : ( in_array( $currency, $three, true ) ? 3 : 2 );
	return max( 0, (int) round( (float) $amount * pow( 10, $decimals ) ) );
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
