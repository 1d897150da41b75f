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
		// Whoever gave products a template of their own says that they are one kind of page.
		$template = get_page_template_slug();
		if ( $template ) {
			$facts['template'] = substr( sanitize_key( wp_basename( $template, '.php' ) ), 0, 40 );
		}
	}
	$order = 'thank-you' === $kind ? loods_thanked_order() : null;
	if ( $order ) {
		$facts['order'] = $order;
	}
	$happened = loods_happened();
	if ( $happened ) {
		$facts['happened'] = $happened;
	}
	return $facts;
}

/**
 * What this very request did for the shopper, where a form was sent instead of asked for by a script: only
 * then the page is nobody else's. With a name it is remembered.
 *
 * @param string|null $name As the widget's `track` calls it.
 * @return string[]
 */
function loods_happened( $name = null ) {
	static $names = array();
	if ( $name ) {
		$names[] = $name;
	}
	return array_values( array_unique( $names ) );
}

/**
 * Something was put in the cart.
 */
function loods_note_added() {
	loods_happened( 'add_to_cart' );
}

/**
 * A coupon the shopper typed was refused; those that lapsed are refused too, with nobody typing.
 *
 * @param string $error What the shop says.
 * @return string
 */
function loods_note_refused( $error ) {
	// phpcs:ignore WordPress.Security.NonceVerification.Missing -- Only asks which form it was; WooCommerce checked its nonce.
	if ( isset( $_POST['apply_coupon'] ) ) {
		loods_happened( 'coupon_failed' );
	}
	return $error;
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
