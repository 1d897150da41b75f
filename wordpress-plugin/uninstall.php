<?php
/**
 * Removes everything the plugin kept in this shop.
 *
 * @package Loods
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Removes what one site of the network kept.
 */
function loods_uninstall_site() {
	delete_option( 'loods_link' );
	delete_option( 'loods_settings' );
	delete_transient( 'loods_code' );
	wp_unschedule_hook( 'loods_tell_removed_again' );
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $loods_site ) {
		switch_to_blog( $loods_site );
		loods_uninstall_site();
		restore_current_blog();
	}
} else {
	loods_uninstall_site();
}
