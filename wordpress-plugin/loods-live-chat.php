<?php
/**
 * Plugin Name: Loods Live Chat
 * Description: Live chat that helps shoppers through their order. Press Start, and answer them right here in your admin panel.
 * Version: 0.1.0
 * Requires at least: 6.5
 * Requires PHP: 7.4
 * Author: Loods
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain: loods-live-chat
 * Domain Path: /languages
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

define( 'LOODS_VERSION', '0.1.0' );
define( 'LOODS_FILE', __FILE__ );
define( 'LOODS_DIR', __DIR__ );

/**
 * Loads the plugin's files. What each does, and when, stands in hooks.php.
 */
function loods_load() {
	foreach ( array( 'relay', 'token', 'languages', 'accent', 'money', 'link', 'capabilities', 'people', 'routes', 'page-facts', 'widget', 'admin-page', 'settings', 'lifecycle', 'privacy', 'menu-count', 'chat-button' ) as $part ) {
		require_once LOODS_DIR . '/includes/' . $part . '.php';
	}
	// The build for wordpress.org is updated from there.
	if ( is_readable( LOODS_DIR . '/includes/update.php' ) ) {
		require_once LOODS_DIR . '/includes/update.php';
	}
	require_once LOODS_DIR . '/hooks.php';
}

/**
 * Tells WooCommerce that the plugin knows its order tables and its cart and checkout blocks. It asks
 * in the admin panel only; on the shop's pages the telling would cost a question to the database.
 */
function loods_declare_compatibility() {
	if ( ! is_admin() && ! defined( 'WP_CLI' ) ) {
		return;
	}
	foreach ( array( 'custom_order_tables', 'cart_checkout_blocks' ) as $feature ) {
		\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( $feature, LOODS_FILE, true );
	}
}

/**
 * Loads what only a WooCommerce shop needs.
 */
function loods_load_woocommerce() {
	foreach ( array( 'page-facts', 'script', 'customer', 'order-report', 'order-queue', 'order-catch-up', 'orders', 'ask', 'products', 'coupons', 'coupon-link', 'order-code', 'visit-orders' ) as $part ) {
		require_once LOODS_DIR . '/includes/woocommerce/' . $part . '.php';
	}
	require_once LOODS_DIR . '/includes/woocommerce/hooks.php';
}
loods_load();

/**
 * Makes the plugin speak the language of the admin panel.
 */
function loods_load_translations() {
	load_plugin_textdomain( 'loods-live-chat', false, dirname( plugin_basename( LOODS_FILE ) ) . '/languages' );
}
