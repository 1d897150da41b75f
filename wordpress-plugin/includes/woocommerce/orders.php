<?php
/**
 * Orders beside the conversation, for members who may see orders here. They are read where they are, by
 * wc_get_order alone, and go no further than this admin panel.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Orders shown of one customer. */
const LOODS_ORDERS_SHOWN = 5;

/**
 * Declares the route.
 */
function loods_register_order_routes() {
	register_rest_route(
		'loods/v1',
		'/orders',
		array(
			'methods'             => 'GET',
			'callback'            => 'loods_rest_orders',
			'permission_callback' => 'loods_may_see_orders',
			'args'                => array(
				'customer' => array(
					'type'        => 'integer',
					'description' => __( 'Id of a customer: their last orders.', 'loods-live-chat' ),
					'minimum'     => 1,
				),
				'number'   => array(
					'type'        => 'string',
					'description' => __( 'Number of one order.', 'loods-live-chat' ),
					'minLength'   => 1,
					'maxLength'   => 40,
				),
			),
		)
	);
}

/**
 * Who may see orders beside a conversation.
 *
 * @return bool
 */
function loods_may_see_orders() {
	return loods_may_reply() && current_user_can( 'edit_shop_orders' );
}

/**
 * Adds to what the page's script knows whether it may ask for orders.
 *
 * @param array $facts Of the page.
 * @return array
 */
function loods_add_order_facts( $facts ) {
	$facts['orders'] = loods_may_see_orders();
	return $facts;
}

/**
 * Orders of a customer, or the one with a number.
 *
 * @param WP_REST_Request $request With one of them.
 * @return WP_REST_Response
 */
function loods_rest_orders( $request ) {
	$orders = array();
	if ( isset( $request['number'] ) ) {
		$orders = loods_orders_by_number( $request['number'] );
	} elseif ( isset( $request['customer'] ) ) {
		$orders = loods_orders_of( $request['customer'], LOODS_ORDERS_SHOWN );
	}
	return loods_uncached( array( 'orders' => array_map( 'loods_order_for_member', $orders ) ) );
}

/**
 * The order with a number, as the shop counts them.
 *
 * @param string $number What was typed.
 * @return WC_Order[] One or none.
 */
function loods_orders_by_number( $number ) {
	$number = ltrim( trim( $number ), '#' );
	// Plugins that number orders in their own way answer this filter of WooCommerce.
	$id    = apply_filters( 'woocommerce_shortcode_order_tracking_order_id', $number );
	$order = is_numeric( $id ) ? wc_get_order( (int) $id ) : null;
	$found = $order instanceof WC_Order && $order->get_order_number() === $number;
	return $found ? array( $order ) : array();
}

/**
 * What a member sees of an order.
 *
 * @param WC_Order $order The order.
 * @return array
 */
function loods_order_for_member( $order ) {
	$made  = $order->get_date_created();
	$notes = $order->get_customer_order_notes();
	$shown = array(
		'number'   => $order->get_order_number(),
		'placedAt' => $made ? $made->getTimestamp() * 1000 : 0,
		'status'   => wc_get_order_status_name( $order->get_status() ),
		'total'    => (float) $order->get_total(),
		'currency' => $order->get_currency(),
		'items'    => array_values( array_map( 'loods_order_item', $order->get_items() ) ),
		'url'      => $order->get_edit_order_url(),
	);
	if ( $notes ) {
		$shown['note'] = loods_short( $notes[0]->comment_content, 300 );
	}
	return $shown;
}

/**
 * A line of an order.
 *
 * @param WC_Order_Item $item The line.
 * @return array{title:string,quantity:int}
 */
function loods_order_item( $item ) {
	return array(
		'title'    => loods_short( $item->get_name(), 120 ),
		'quantity' => $item->get_quantity(),
	);
}
