<?php
/**
 * Updates from the relay the plugin was downloaded from. The build for wordpress.org is without this file.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Tells WordPress of a newer plugin at the relay. Nothing is asked before the shop was started.
 *
 * @param array|false $update What another plugin found.
 * @param array       $plugin Headers of the plugin.
 * @param string      $file   Path of the plugin.
 * @return array|false
 */
function loods_find_update( $update, $plugin, $file ) {
	if ( plugin_basename( LOODS_FILE ) !== $file || ! loods_link() ) {
		return $update;
	}
	$newest = loods_call_relay( 'GET', '/download/loods-live-chat.json', null, array( 'timeout' => LOODS_PATIENCE ) );
	if ( is_wp_error( $newest ) || ! isset( $newest['version'] ) || ! is_string( $newest['version'] ) ) {
		return $update;
	}
	return array(
		'id'           => $plugin['UpdateURI'],
		'slug'         => 'loods-live-chat',
		'version'      => sanitize_text_field( $newest['version'] ),
		'url'          => loods_relay_url(),
		'package'      => loods_relay_url() . '/download/loods-live-chat.zip',
		'requires_php' => $plugin['RequiresPHP'],
	);
}
