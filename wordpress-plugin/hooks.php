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

// The shop's pages.
add_action( 'wp_enqueue_scripts', 'loods_enqueue_widget' );

// The admin panel.
add_action( 'admin_menu', 'loods_add_admin_page' );
add_action( 'admin_enqueue_scripts', 'loods_enqueue_admin_page' );
add_filter( 'plugin_action_links_' . plugin_basename( LOODS_FILE ), 'loods_add_action_links' );

// REST.
add_action( 'rest_api_init', 'loods_register_routes' );
add_action( 'init', 'loods_register_settings' );

// People who may answer.
add_filter( 'user_has_cap', 'loods_grant_reply', 10, 3 );
add_action( 'delete_user', 'loods_tell_removed' );
add_action( 'wpmu_delete_user', 'loods_tell_removed' );
add_action( 'remove_user_from_blog', 'loods_tell_removed' );
add_action( 'set_user_role', 'loods_tell_if_removed' );
add_action( 'remove_user_role', 'loods_tell_if_removed' );
add_action( 'loods_tell_removed_again', 'loods_tell_removed' );

// WooCommerce: what it adds stands in includes/woocommerce/hooks.php.
add_action( 'before_woocommerce_init', 'loods_declare_compatibility' );
add_action( 'woocommerce_loaded', 'loods_load_woocommerce' );
