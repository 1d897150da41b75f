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
	$facts = array( 'kind' => loods_page_kind() );
	if ( function_exists( 'get_woocommerce_currency' ) ) {
		$facts['currency'] = get_woocommerce_currency();
		$product           = 'product' === $facts['kind'] ? loods_product_facts() : null;
		if ( $product ) {
			$facts['product'] = $product;
		}
	}
	return $facts;
}

/**
 * The product a product page shows. WordPress has it in memory already.
 *
 * @return array|null
 */
function loods_product_facts() {
	$product = wc_get_product( get_queried_object_id() );
	if ( ! $product ) {
		return null;
	}
	$facts = array(
		'id'    => (string) $product->get_id(),
		'title' => loods_short( $product->get_name(), 80 ),
	);
	$price = wc_get_price_to_display( $product );
	if ( is_numeric( $price ) && '' !== $product->get_price() ) {
		$facts['price'] = round( (float) $price, 2 );
	}
	return $facts;
}
