<?php
/**
 * What the widget's script needs to find in a WooCommerce shop: addresses, the same for everybody.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Names the shop's own routes on the widget's script element.
 *
 * @param array $attributes Of any script element.
 * @return array
 */
function loods_add_shop_attributes( $attributes ) {
	if ( isset( $attributes['id'] ) && 'loods-widget-js' === $attributes['id'] ) {
		$attributes['data-store']    = rest_url( 'wc/store/v1/cart' );
		$attributes['data-customer'] = rest_url( 'loods/v1/customer-token' );
		$attributes['data-ajax']     = admin_url( 'admin-ajax.php', 'relative' );
	}
	return $attributes;
}
