<?php
/**
 * What a page of the shop is: the same for every visitor, so that page caches stay valid.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Kind of the page that is being served.
 *
 * @return string home, category, product, cart, checkout, thank-you or other.
 */
function loods_page_kind() {
	if ( function_exists( 'is_woocommerce' ) ) {
		// The thank-you page is a checkout page too, so it is asked for first.
		$kinds = array(
			'thank-you' => is_order_received_page(),
			'checkout'  => is_checkout(),
			'cart'      => is_cart(),
			'product'   => is_product(),
			'category'  => is_shop() || is_product_taxonomy(),
		);
		$kind  = array_search( true, $kinds, true );
		if ( $kind ) {
			return $kind;
		}
	}
	return is_front_page() ? 'home' : 'other';
}

/**
 * The facts the widget reads from the page.
 *
 * @return array
 */
function loods_page_facts() {
	$facts = array(
		'kind'     => loods_page_kind(),
		'language' => loods_page_language(),
	);
	if ( function_exists( 'loods_woocommerce_facts' ) ) {
		$facts += loods_woocommerce_facts( $facts['kind'] );
	}
	return $facts;
}
