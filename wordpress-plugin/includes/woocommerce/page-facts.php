<?php
/**
 * What a page of a WooCommerce shop is about, from what is in memory already.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Bytes a product's title may take in the page. */
const LOODS_TITLE_BYTES = 110;

/**
 * Facts of a page of this kind.
 *
 * @param string $kind As loods_page_kind says.
 * @return array
 */
function loods_woocommerce_facts( $kind ) {
	$facts   = array( 'currency' => get_woocommerce_currency() );
	$product = 'product' === $kind ? loods_product_facts() : null;
	if ( $product ) {
		$facts['product'] = $product;
	}
	$order = 'thank-you' === $kind ? loods_thanked_order() : null;
	if ( $order ) {
		$facts['order'] = $order;
	}
	return $facts;
}

/**
 * The product a product page shows.
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
		'title' => loods_title( $product->get_name() ),
	);
	$price = wc_get_price_to_display( $product );
	if ( is_numeric( $price ) && '' !== $product->get_price() ) {
		$facts['price'] = round( (float) $price, wc_get_price_decimals() );
	}
	return $facts;
}

/**
 * A title cut to what a page may carry, never in the middle of a character. What JSON escapes takes more room.
 *
 * @param string $title Any title.
 * @return string
 */
function loods_title( $title ) {
	$title = loods_short( $title, 80 );
	while ( strlen( wp_json_encode( $title, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_UNICODE ) ) > LOODS_TITLE_BYTES ) {
		$title = trim( preg_replace( '/.$/us', '', $title ) );
	}
	return $title;
}
