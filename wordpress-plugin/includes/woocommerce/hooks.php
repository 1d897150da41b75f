<?php
/**
 * Everything this plugin hooks into WooCommerce: a table of contents.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

// The shop's pages.
add_filter( 'wp_script_attributes', 'loods_add_shop_attributes' );
add_action( 'woocommerce_add_to_cart', 'loods_note_added' );
add_filter( 'woocommerce_coupon_error', 'loods_note_refused' );

// Links that apply a coupon.
add_action( 'template_redirect', 'loods_follow_coupon_link', 5 );
// After WooCommerce counted what is in the cart now.
add_action( 'woocommerce_add_to_cart', 'loods_apply_waiting_coupon', 30 );

// REST.
add_action( 'rest_api_init', 'loods_register_customer_routes' );
add_action( 'rest_api_init', 'loods_register_ask_routes' );

// Orders.
add_action( 'woocommerce_new_order', 'loods_order_changed' );
add_action( 'woocommerce_order_status_changed', 'loods_order_changed' );
add_action( 'woocommerce_order_refunded', 'loods_order_changed' );
add_action( 'woocommerce_refund_deleted', 'loods_refund_deleted', 10, 2 );
add_action( 'woocommerce_trash_order', 'loods_order_changed' );
add_action( 'woocommerce_untrash_order', 'loods_order_changed' );
add_action( 'woocommerce_checkout_order_processed', 'loods_remember_order' );
add_action( 'woocommerce_store_api_checkout_order_processed', 'loods_remember_order' );
add_action( 'woocommerce_before_delete_order', 'loods_order_deleted' );
add_action( 'trashed_post', 'loods_post_binned' );
add_action( 'untrashed_post', 'loods_post_binned' );
add_action( 'before_delete_post', 'loods_post_deleted' );
add_action( 'loods_report_order', 'loods_report_order' );
add_action( 'loods_catch_up_orders', 'loods_catch_up_orders' );
add_action( 'loods_came_back', 'loods_catch_up_soon' );
register_deactivation_hook( LOODS_FILE, 'loods_unqueue_orders' );
add_action( 'rest_api_init', 'loods_register_order_routes' );
add_filter( 'loods_admin_facts', 'loods_add_order_facts' );
