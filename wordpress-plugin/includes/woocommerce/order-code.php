<?php
/**
 * An order for members outside this admin panel: only once whoever reads the mail of the order's own
 * address typed the code that went there. Address, code and what waits stay in this shop.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Seconds a code is good for. */
const LOODS_ORDER_CODE_LIFE = 900;

/** Attempts at one code. */
const LOODS_ORDER_CODE_TRIES = 5;

/** Codes mailed about one order, and by the whole shop, in an hour. */
const LOODS_CODES_PER_ORDER = 3;
const LOODS_CODES_PER_SHOP  = 60;

/** Most lines of an order that are told. */
const LOODS_ORDER_LINES = 30;

/**
 * Mails a code, if there is such an order. The answer is the same either way.
 *
 * @param WP_REST_Request $request With a conversation and a number.
 * @return array
 */
function loods_answer_order_code( $request ) {
	$orders = loods_orders_by_number( $request['number'] );
	$order  = $orders && loods_may_mail_code( $orders[0] ) ? $orders[0] : null;
	$code   = sprintf( '%06d', random_int( 0, 999999 ) );
	$wait   = array(
		'order' => $order ? $order->get_id() : 0,
		'code'  => wp_hash( $request['conversation'] . $code ),
		'tries' => 0,
		'until' => time() + LOODS_ORDER_CODE_LIFE,
	);
	set_transient( loods_order_code_name( $request['conversation'] ), $wait, LOODS_ORDER_CODE_LIFE );
	if ( $order ) {
		add_action(
			'shutdown',
			static function () use ( $order, $code ) {
				loods_mail_order_code( $order, $code );
			}
		);
	}
	return array( 'asked' => true );
}

/**
 * Whether a code may be mailed about this order now; counts it.
 *
 * @param WC_Order $order The order.
 * @return bool
 */
function loods_may_mail_code( $order ) {
	if ( ! is_email( $order->get_billing_email() ) ) {
		return false;
	}
	return loods_count_up( 'loods_codes_' . $order->get_id() ) <= LOODS_CODES_PER_ORDER
		&& loods_count_up( 'loods_codes_all' ) <= LOODS_CODES_PER_SHOP;
}

/**
 * Counts something within an hour.
 *
 * @param string $name Of what is counted.
 * @return int
 */
function loods_count_up( $name ) {
	$known = get_transient( $name );
	$count = is_array( $known ) && $known['until'] > time() ? $known : array(
		'n'     => 0,
		'until' => time() + HOUR_IN_SECONDS,
	);
	++$count['n'];
	set_transient( $name, $count, $count['until'] - time() );
	return $count['n'];
}

/**
 * Mails the code to the order's address, once the answer is on its way: how long that takes tells nothing.
 *
 * @param WC_Order $order The order.
 * @param string   $code  The code.
 */
function loods_mail_order_code( $order, $code ) {
	if ( function_exists( 'fastcgi_finish_request' ) ) {
		fastcgi_finish_request();
	}
	$mailer = WC()->mailer();
	/* translators: %s: number of an order. */
	$heading = sprintf( __( 'Your code for order %s', 'loods-live-chat' ), $order->get_order_number() );
	$text    = sprintf(
		/* translators: 1: name of the shop, 2: number of an order. */
		__( 'You are in a chat with %1$s about order %2$s. Type this code there to show the order:', 'loods-live-chat' ),
		loods_shop_name(),
		$order->get_order_number()
	);
	$after = __( 'It works once, for 15 minutes. Are you not in a chat? Then do nothing and give it to nobody: without it nobody sees your order.', 'loods-live-chat' );
	$body  = '<p>' . esc_html( $text ) . '</p><p style="font-size:28px;letter-spacing:4px"><strong>' . esc_html( $code ) . '</strong></p><p>' . esc_html( $after ) . '</p>';
	$mailer->send( $order->get_billing_email(), $heading, $mailer->wrap_message( $heading, $body ) );
}

/**
 * The order whose code this is, signed for this conversation.
 *
 * @param WP_REST_Request $request With a conversation and a code.
 * @return array|WP_Error
 */
function loods_answer_order( $request ) {
	$order = loods_take_order_code( $request['conversation'], $request['code'] );
	if ( ! $order ) {
		return new WP_Error( 'loods_no_fit', __( 'This code does not fit, or not any more.', 'loods-live-chat' ), array( 'status' => 403 ) );
	}
	$shown          = loods_order_for_member( $order );
	$shown['items'] = array_slice( $shown['items'], 0, LOODS_ORDER_LINES );
	$claims         = array(
		'conversation' => $request['conversation'],
		'order'        => $shown,
	);
	return array( 'token' => loods_sign( 'loods-order', $claims ) );
}

/**
 * Uses a code up, and counts the attempts at it.
 *
 * @param string $conversation Where it was asked for.
 * @param string $code         What was typed.
 * @return WC_Order|null
 */
function loods_take_order_code( $conversation, $code ) {
	$name = loods_order_code_name( $conversation );
	$wait = get_transient( $name );
	if ( ! is_array( $wait ) || $wait['until'] <= time() ) {
		return null;
	}
	++$wait['tries'];
	$fits = hash_equals( $wait['code'], wp_hash( $conversation . $code ) );
	if ( $fits || $wait['tries'] >= LOODS_ORDER_CODE_TRIES ) {
		delete_transient( $name );
	} else {
		set_transient( $name, $wait, $wait['until'] - time() );
	}
	$order = $fits && $wait['order'] ? wc_get_order( $wait['order'] ) : null;
	return $order instanceof WC_Order ? $order : null;
}

/**
 * Where the code of a conversation waits.
 *
 * @param string $conversation Its id.
 * @return string
 */
function loods_order_code_name( $conversation ) {
	return 'loods_order_' . hash( 'sha256', $conversation );
}
