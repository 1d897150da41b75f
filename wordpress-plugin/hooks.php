<?php
/**
 * Everything this plugin hooks into WordPress: a table of contents.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

// Switching on and off.
register_activation_hook( LOODS_FILE, 'loods_activate' );
register_deactivation_hook( LOODS_FILE, 'loods_deactivate' );
add_action( 'loods_tell_on_again', 'loods_tell_on' );

// The shop's pages.
add_action( 'wp_enqueue_scripts', 'loods_enqueue_widget' );

// The admin panel.
add_action( 'admin_menu', 'loods_add_admin_page' );
add_action( 'admin_enqueue_scripts', 'loods_enqueue_admin_page' );
add_filter( 'plugin_action_links_' . plugin_basename( LOODS_FILE ), 'loods_add_action_links' );

add_action( 'admin_enqueue_scripts', 'loods_enqueue_menu_count' );
add_filter( 'heartbeat_received', 'loods_beat', 10, 2 );

// The button that opens the chat, in pages.
add_action( 'init', 'loods_register_chat_button' );
add_action( 'admin_init', 'loods_register_block_script' );

// Privacy.
add_filter( 'wp_privacy_personal_data_exporters', 'loods_add_exporter' );
add_filter( 'wp_privacy_personal_data_erasers', 'loods_add_eraser' );
add_action( 'admin_init', 'loods_suggest_policy' );
add_filter( 'wp_consent_api_registered_' . plugin_basename( LOODS_FILE ), '__return_true' );

// Translations ship with the plugin, updates come from the relay it was downloaded from.
add_action( 'init', 'loods_load_translations', 1 );
if ( function_exists( 'loods_find_update' ) && '' !== loods_relay_url() ) {
	add_filter( 'update_plugins_' . wp_parse_url( loods_relay_url(), PHP_URL_HOST ), 'loods_find_update', 10, 3 );
}

// REST.
add_action( 'rest_api_init', 'loods_register_routes' );
add_action( 'rest_api_init', 'loods_register_settings' );
add_action( 'admin_init', 'loods_register_settings' );

// People who may answer.
add_filter( 'user_has_cap', 'loods_grant_reply', 10, 3 );
add_action( 'delete_user', 'loods_user_goes' );
add_action( 'wpmu_delete_user', 'loods_user_goes' );
add_action( 'remove_user_from_blog', 'loods_user_goes' );
add_action( 'set_user_role', 'loods_role_set', 10, 3 );
add_action( 'remove_user_role', 'loods_role_removed', 10, 2 );
add_action( 'loods_tell_removed_again', 'loods_tell_removed', 10, 2 );

// WooCommerce: what it adds stands in includes/woocommerce/hooks.php.
add_action( 'before_woocommerce_init', 'loods_declare_compatibility' );
add_action( 'woocommerce_loaded', 'loods_load_woocommerce' );
