<?php
/**
 * Switching the plugin on and off.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * A linked shop that is switched on again gets its widget back. Nothing leaves a shop that was never started.
 *
 * @param bool $network_wide Whether it is for every site of a network.
 */
function loods_activate( $network_wide ) {
	loods_on_each_site(
		$network_wide,
		static function () {
			loods_tell_state( 'on' );
		}
	);
}

/**
 * The widget goes, in pages that are cached too.
 *
 * @param bool $network_wide Whether it is for every site of a network.
 */
function loods_deactivate( $network_wide ) {
	loods_on_each_site(
		$network_wide,
		static function () {
			loods_tell_state( 'off' );
			wp_unschedule_hook( 'loods_tell_removed_again' );
		}
	);
}

/**
 * Tells the relay whether the widget may run. A copy of a shop tells nothing: it is not the shop.
 *
 * @param string $state on or off.
 */
function loods_tell_state( $state ) {
	if ( loods_is_at_home() ) {
		loods_call_as_shop( 'PATCH', '/link', array( 'state' => $state ) );
	}
}

/**
 * Does something on this site, or on each site of the network.
 *
 * @param bool     $network_wide Whether on each.
 * @param callable $work         What is done, with that site as the current one.
 */
function loods_on_each_site( $network_wide, $work ) {
	if ( ! is_multisite() || ! $network_wide ) {
		$work();
		return;
	}
	$sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $sites as $site ) {
		switch_to_blog( $site );
		$work();
		restore_current_blog();
	}
}
