<?php
/**
 * Products as cards for the chat.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Things in one answer. */
const LOODS_CATALOGUE_PAGE = 12;

/**
 * Products a shopper could find too.
 *
 * @param WP_REST_Request $request With words to look for.
 * @return array
 */
function loods_answer_products( $request ) {
	$search = trim( $request['search'] );
	$found  = '' === $search ? loods_newest_products() : loods_search_products( $search );
	$shown  = array_filter(
		$found,
		static function ( $product ) {
			return $product instanceof WC_Product && $product->is_visible();
		}
	);
	$cards  = array_map( 'loods_product_card', array_slice( array_values( $shown ), 0, LOODS_CATALOGUE_PAGE ) );
	return array( 'products' => $cards );
}

/**
 * What was added last.
 *
 * @return WC_Product[]
 */
function loods_newest_products() {
	return wc_get_products(
		array(
			'status'     => 'publish',
			'visibility' => 'visible',
			'limit'      => LOODS_CATALOGUE_PAGE,
			'orderby'    => 'date',
			'order'      => 'DESC',
		)
	);
}

/**
 * By name, description or article number, as WooCommerce's own admin panel searches.
 *
 * @param string $search What was typed.
 * @return array
 */
function loods_search_products( $search ) {
	$ids = WC_Data_Store::load( 'product' )->search_products( $search, '', false, false, 4 * LOODS_CATALOGUE_PAGE );
	return array_map( 'wc_get_product', array_filter( array_unique( array_map( 'absint', $ids ) ) ) );
}

/**
 * A product as the chat shows it.
 *
 * @param WC_Product $product The product.
 * @return array
 */
function loods_product_card( $product ) {
	$card  = array(
		'kind'    => 'product',
		'id'      => (string) $product->get_id(),
		'title'   => loods_plain( $product->get_name(), 200 ),
		'url'     => $product->get_permalink(),
		'stock'   => loods_stock( $product ),
		'buyable' => $product->supports( 'ajax_add_to_cart' ) && $product->is_purchasable() && $product->is_in_stock(),
	);
	$image = wp_get_attachment_image_url( $product->get_image_id(), 'woocommerce_thumbnail' );
	if ( $image ) {
		$card['imageUrl'] = set_url_scheme( $image, wp_parse_url( home_url(), PHP_URL_SCHEME ) );
	}
	$price = loods_plain_price( $product->get_price_html() );
	if ( '' !== $price ) {
		$card['priceText'] = $price;
	}
	if ( $product->is_type( 'simple' ) && is_numeric( $product->get_price() ) ) {
		$card['currency'] = get_woocommerce_currency();
		$card['price']    = loods_minor_units( wc_get_price_to_display( $product ), $card['currency'] );
	}
	return $card;
}

/**
 * Whether a product can be had.
 *
 * @param WC_Product $product The product.
 * @return string
 */
function loods_stock( $product ) {
	if ( ! $product->is_in_stock() ) {
		return 'out';
	}
	return $product->is_on_backorder() ? 'backorder' : 'in';
}

/**
 * A price as the shop writes it, without what it was before and what only screen readers hear.
 *
 * @param string $html Of WooCommerce.
 * @return string
 */
function loods_plain_price( $html ) {
	$html = preg_replace( '#<del\b.*?</del>|<span class="screen-reader-text">.*?</span>#s', '', $html );
	return loods_plain( $html, 60 );
}

/**
 * HTML as the text it shows.
 *
 * @param string $html  Any HTML.
 * @param int    $limit Characters.
 * @return string
 */
function loods_plain( $html, $limit ) {
	return loods_short( html_entity_decode( wp_strip_all_tags( $html ), ENT_QUOTES, 'UTF-8' ), $limit );
}
