<?php
/**
 * Removes everything the plugin kept in this shop, and what the relay keeps of it where its owner wished so.
 *
 * @package Loods
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/loods-live-chat.php';

loods_on_each_site( true, 'loods_uninstall_site' );

/**
 * Removes what one site of the network kept.
 */
function loods_uninstall_site() {
	$settings = loods_settings();
	// A copy is not the shop: it erases nothing of it.
	if ( $settings['erase'] && loods_is_at_home() ) {
		loods_erase_at_relay();
	}
	foreach ( array( 'loods_link', 'loods_settings', 'loods_ticket', 'loods_orders_since', 'loods_kept_reports' ) as $option ) {
		delete_option( $option );
	}
	foreach ( array( 'loods_code', 'loods_waiting', 'loods_update' ) as $transient ) {
		delete_transient( $transient );
	}
	// Counts of attempts are named for what they count.
	global $wpdb;
	// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WordPress has no function that lists transients.
	$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s OR option_name LIKE %s", $wpdb->esc_like( '_transient_loods_' ) . '%', $wpdb->esc_like( '_transient_timeout_loods_' ) . '%' ) );
	loods_forget_visit_orders();
	loods_unschedule();
	loods_remove_capability();
}

/**
 * Erases the shop at the relay. Nobody is left who could try again, so a failure is mailed.
 */
function loods_erase_at_relay() {
	$link   = loods_link();
	$answer = loods_call_as_shop( 'POST', '/erase', array( 'siteId' => $link['siteId'] ), 60 );
	if ( ! is_wp_error( $answer ) ) {
		return;
	}
	wp_mail(
		get_option( 'admin_email' ),
		__( 'What shoppers wrote was not erased', 'loods-live-chat' ),
		sprintf(
			/* translators: 1: address of the chat server, 2: key of the shop. */
			__( 'The plugin was deleted, and everything of your shop was to be erased at the chat server too. The server at %1$s could not be reached. Ask whoever runs it to erase the shop with key %2$s.', 'loods-live-chat' ),
			$link['relay'],
			$link['siteKey']
		)
	);
}

/**
 * Takes the right to answer from every role and person it was given to.
 */
function loods_remove_capability() {
	foreach ( wp_roles()->role_objects as $role ) {
		$role->remove_cap( 'loods_reply' );
	}
	remove_filter( 'user_has_cap', 'loods_grant_reply' );
	foreach ( get_users( array( 'capability' => 'loods_reply' ) ) as $user ) {
		$user->remove_cap( 'loods_reply' );
	}
}

/**
 * Takes the plugin's mark off orders of guests, wherever WooCommerce keeps them.
 */
function loods_forget_visit_orders() {
	delete_post_meta_by_key( '_loods_customer' );
	if ( ! function_exists( 'wc_get_orders' ) ) {
		return;
	}
	for ( $page = 0; $page < 100; $page++ ) {
		// phpcs:ignore WordPress.DB.SlowDBQuery -- once, when the plugin goes.
		$orders = wc_get_orders( array( 'meta_key' => '_loods_customer', 'meta_compare' => 'EXISTS', 'limit' => 100 ) );
		if ( ! $orders ) {
			return;
		}
		foreach ( $orders as $order ) {
			$order->delete_meta_data( '_loods_customer' );
			$order->save_meta_data();
		}
	}
}
