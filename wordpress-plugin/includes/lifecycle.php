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
			loods_tell_on();
			loods_come_back();
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
			loods_unschedule();
		}
	);
}

/**
 * Tells the relay that the widget may run, and tells it again later while the relay is away: else a
 * shop that is on would be without a chat.
 *
 * @param int $attempt How often it was tried.
 */
function loods_tell_on( $attempt = 0 ) {
	if ( is_wp_error( loods_tell_state( 'on' ) ) && $attempt < LOODS_ATTEMPTS ) {
		wp_schedule_single_event( time() + loods_wait( $attempt ), 'loods_tell_on_again', array( $attempt + 1 ) );
	}
}

/**
 * Tells the relay whether the widget may run. A copy of a shop tells nothing: it is not the shop.
 *
 * @param string $state on or off.
 * @return array|WP_Error
 */
function loods_tell_state( $state ) {
	return loods_is_at_home() ? loods_call_as_shop( 'PATCH', '/link', array( 'state' => $state ), LOODS_PATIENCE ) : array();
}

/**
 * The chat goes on after it was off or unlinked. What that means for orders is done later, by itself:
 * a plugin that is being switched on is not whole yet.
 */
function loods_come_back() {
	if ( loods_is_at_home() ) {
		wp_schedule_single_event( time(), 'loods_came_back' );
	}
}

/**
 * Nobody is there for what was planned.
 */
function loods_unschedule() {
	foreach ( array( 'loods_tell_removed_again', 'loods_tell_on_again', 'loods_came_back' ) as $hook ) {
		wp_unschedule_hook( $hook );
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
