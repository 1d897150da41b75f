<?php
/**
 * Orders of a visit that are a customer's, though they were placed before it was known whose they are:
 * as a guest who logs in afterwards, or before the first chat. WooCommerce's own session remembers them.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Where an order names the customer a guest turned out to be. */
const LOODS_CUSTOMER_META = '_loods_customer';

/** Orders remembered of one visit. */
const LOODS_VISIT_ORDERS = 5;

/**
 * Remembers the order that was just placed, for as long as the visit lasts.
 *
 * @param int|WC_Order $order The order, or its id.
 */
function loods_remember_order( $order ) {
	$id = $order instanceof WC_Order ? $order->get_id() : (int) $order;
	if ( ! $id || ! WC()->session || ! loods_is_at_home() ) {
		return;
	}
	$known = (array) WC()->session->get( 'loods_orders', array() );
	$all   = array_unique( array_merge( $known, array( $id ) ) );
	WC()->session->set( 'loods_orders', array_slice( $all, -LOODS_VISIT_ORDERS ) );
}

/**
 * Makes the orders of this visit those of the customer who is logged in now, and has the relay told.
 *
 * @param int $user_id The customer.
 */
function loods_tie_orders( $user_id ) {
	WC()->initialize_session();
	$ids = WC()->session ? (array) WC()->session->get( 'loods_orders', array() ) : array();
	if ( ! $ids ) {
		return;
	}
	foreach ( array_filter( array_map( 'wc_get_order', $ids ) ) as $order ) {
		if ( ! loods_customer_of( $order ) ) {
			$order->update_meta_data( LOODS_CUSTOMER_META, (string) $user_id );
			// Known as changed, also to who asks by date.
			$order->set_date_modified( time() );
			$order->save();
		}
		loods_report_soon( $order->get_id() );
	}
	WC()->session->set( 'loods_orders', null );
	WC()->session->save_data();
}

/**
 * Reports an order once the relay has had the time to learn who the customer is.
 *
 * @param int $id The order.
 */
function loods_report_soon( $id ) {
	loods_without_harm(
		static function () use ( $id ) {
			as_schedule_single_action( time() + MINUTE_IN_SECONDS, 'loods_report_order', array( $id ), 'loods' );
		}
	);
}

/**
 * Whose an order is.
 *
 * @param WC_Order $order The order.
 * @return int 0 when nobody knows.
 */
function loods_customer_of( $order ) {
	$customer = $order->get_customer_id();
	return $customer ? $customer : (int) $order->get_meta( LOODS_CUSTOMER_META );
}

/**
 * Last orders of a customer, with those placed as a guest; newest first.
 *
 * @param int $customer The customer.
 * @param int $limit    How many.
 * @return WC_Order[]
 */
function loods_orders_of( $customer, $limit ) {
	$query  = array(
		'type'    => 'shop_order',
		'limit'   => $limit,
		'orderby' => 'date',
		'order'   => 'DESC',
	);
	$own    = wc_get_orders( $query + array( 'customer_id' => $customer ) );
	// phpcs:ignore WordPress.DB.SlowDBQuery -- asked by a member who looks at one conversation.
	$guest  = wc_get_orders( $query + array( 'meta_key' => LOODS_CUSTOMER_META, 'meta_value' => (string) $customer ) );
	$orders = array_merge( $own, $guest );
	usort(
		$orders,
		static function ( $a, $b ) {
			return $b->get_date_created() <=> $a->get_date_created();
		}
	);
	return array_slice( $orders, 0, $limit );
}
