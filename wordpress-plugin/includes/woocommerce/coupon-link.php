<?php
/**
 * Links that apply a coupon by themselves: `/?loods-coupon=CODE`. Nothing of it touches any other page.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Codes nobody made that one address may try in LOODS_GUESS_TIME. */
const LOODS_GUESSES = 20;

/** Seconds. */
const LOODS_GUESS_TIME = 600;

/**
 * Follows such a link: the coupon is applied, or waits for a cart, and the shopper goes on in the shop.
 */
function loods_follow_coupon_link() {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- a link anybody may be given; it changes the visitor's own cart only.
	$code = isset( $_GET['loods-coupon'] ) && is_string( $_GET['loods-coupon'] ) ? wc_format_coupon_code( wp_unslash( $_GET['loods-coupon'] ) ) : '';
	if ( '' === $code || ! WC()->session || ! WC()->cart ) {
		return;
	}
	wc_maybe_define_constant( 'DONOTCACHEPAGE', true );
	nocache_headers();
	WC()->session->set_customer_session_cookie( true );
	loods_take_coupon( $code );
	wp_safe_redirect( WC()->cart->is_empty() ? wc_get_page_permalink( 'shop' ) : wc_get_cart_url() );
	exit;
}

/**
 * Applies a coupon now, or keeps it for the cart to come; says which in one sentence.
 *
 * @param string $code As WooCommerce writes it.
 */
function loods_take_coupon( $code ) {
	$coupon = loods_find_coupon( $code );
	if ( ! $coupon ) {
		/* translators: %s: code of a coupon. */
		wc_add_notice( sprintf( __( 'The code %s cannot be used, or not any more.', 'loods-live-chat' ), esc_html( $code ) ), 'error' );
		return;
	}
	if ( WC()->cart->has_discount( $code ) ) {
		/* translators: %s: code of a coupon. */
		wc_add_notice( sprintf( __( 'The code %s is applied already.', 'loods-live-chat' ), esc_html( $code ) ) );
		return;
	}
	// What does not fit this cart may fit the next: it is tried again when something is added.
	WC()->session->set( 'loods_coupon', $code );
	if ( WC()->cart->is_empty() ) {
		/* translators: %s: code of a coupon. */
		wc_add_notice( sprintf( __( 'The code %s is kept for you: it is applied as soon as there is something in your cart.', 'loods-live-chat' ), esc_html( $code ) ) );
		return;
	}
	if ( WC()->cart->apply_coupon( $code ) ) {
		WC()->session->set( 'loods_coupon', null );
	}
}

/**
 * A coupon with this code that can be used. Whoever tries many codes gets none.
 *
 * @param string $code As WooCommerce writes it.
 * @return WC_Coupon|null
 */
function loods_find_coupon( $code ) {
	// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- it is hashed.
	$tries = 'loods_guess_' . hash( 'sha256', isset( $_SERVER['REMOTE_ADDR'] ) ? $_SERVER['REMOTE_ADDR'] : '' );
	$tried = (int) get_transient( $tries );
	if ( $tried >= LOODS_GUESSES || ! wc_coupons_enabled() ) {
		return null;
	}
	$coupon = new WC_Coupon( $code );
	if ( $coupon->get_id() && loods_is_usable( $coupon ) ) {
		return $coupon;
	}
	set_transient( $tries, $tried + 1, LOODS_GUESS_TIME );
	return null;
}

/**
 * Applies the coupon that waits, once what is in the cart fits it.
 */
function loods_apply_waiting_coupon() {
	$code = WC()->session ? WC()->session->get( 'loods_coupon' ) : null;
	if ( ! is_string( $code ) || '' === $code ) {
		return;
	}
	$fits = ( new WC_Discounts( WC()->cart ) )->is_coupon_valid( new WC_Coupon( $code ) );
	if ( true === $fits && ! WC()->cart->has_discount( $code ) && WC()->cart->apply_coupon( $code ) ) {
		WC()->session->set( 'loods_coupon', null );
	}
}
