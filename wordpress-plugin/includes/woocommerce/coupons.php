<?php
/**
 * Coupons as cards for the chat.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Coupons looked at for one answer. */
const LOODS_COUPONS_READ = 50;

/**
 * Coupons that can be used now; the one with exactly this code first.
 *
 * @param WP_REST_Request $request With words to look for.
 * @return array
 */
function loods_answer_coupons( $request ) {
	if ( ! wc_coupons_enabled() ) {
		return array( 'coupons' => array() );
	}
	$search = trim( $request['search'] );
	$ids    = get_posts(
		array(
			'post_type'   => 'shop_coupon',
			'post_status' => 'publish',
			'numberposts' => LOODS_COUPONS_READ,
			'fields'      => 'ids',
			's'           => $search,
		)
	);
	if ( '' !== $search ) {
		array_unshift( $ids, wc_get_coupon_id_by_code( $search ) );
	}
	$coupons = array_map( 'loods_coupon', array_unique( array_filter( $ids ) ) );
	$usable  = array_slice( array_values( array_filter( $coupons, 'loods_is_usable' ) ), 0, LOODS_CATALOGUE_PAGE );
	return array( 'coupons' => array_map( 'loods_coupon_card', $usable ) );
}

/**
 * A coupon by its id.
 *
 * @param int $id Its id.
 * @return WC_Coupon
 */
function loods_coupon( $id ) {
	return new WC_Coupon( (int) $id );
}

/**
 * Whether a coupon still gives something, to whoever has a cart it fits.
 *
 * @param WC_Coupon $coupon The coupon.
 * @return bool
 */
function loods_is_usable( $coupon ) {
	$expires = $coupon->get_date_expires();
	$limit   = $coupon->get_usage_limit();
	return 'publish' === get_post_status( $coupon->get_id() )
		&& ( ! $expires || $expires->getTimestamp() > time() )
		&& ( ! $limit || $coupon->get_usage_count() < $limit )
		&& ! $coupon->get_email_restrictions();
}

/**
 * A coupon as the chat shows it.
 *
 * @param WC_Coupon $coupon The coupon.
 * @return array
 */
function loods_coupon_card( $coupon ) {
	return array(
		'kind'  => 'coupon',
		'code'  => loods_short( $coupon->get_code(), 60 ),
		'title' => loods_coupon_title( $coupon ),
		'url'   => add_query_arg( 'loods-coupon', rawurlencode( $coupon->get_code() ), home_url( '/' ) ),
	);
}

/**
 * What a coupon gives.
 *
 * @param WC_Coupon $coupon The coupon.
 * @return string
 */
function loods_coupon_title( $coupon ) {
	$gives = array();
	if ( (float) $coupon->get_amount() > 0 ) {
		$amount = 'percent' === $coupon->get_discount_type() ? (float) $coupon->get_amount() . '%' : loods_plain_price( wc_price( $coupon->get_amount() ) );
		/* translators: %s: an amount of money, or a percentage. */
		$gives[] = sprintf( __( '%s discount', 'loods-live-chat' ), $amount );
	}
	if ( $coupon->get_free_shipping() ) {
		$gives[] = __( 'free shipping', 'loods-live-chat' );
	}
	$title = $gives ? implode( ' + ', $gives ) : __( 'Discount', 'loods-live-chat' );
	if ( (float) $coupon->get_minimum_amount() > 0 ) {
		/* translators: 1: what a coupon gives, 2: an amount of money. */
		$title = sprintf( __( '%1$s from %2$s', 'loods-live-chat' ), $title, loods_plain_price( wc_price( $coupon->get_minimum_amount() ) ) );
	}
	return $title;
}
