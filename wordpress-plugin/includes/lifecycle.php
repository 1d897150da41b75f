<?php
/**
 * Switching the plugin on and off.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * A linked shop that is switched on again gets its widget back. Nothing leaves a shop that was never started.
 */
function loods_activate() {
	if ( loods_is_at_home() ) {
		loods_call_as_shop( 'PATCH', '/link', array( 'state' => 'on' ) );
	}
}

/**
 * The widget goes, in pages that are cached too.
 */
function loods_deactivate() {
	if ( loods_is_at_home() ) {
		loods_call_as_shop( 'PATCH', '/link', array( 'state' => 'off' ) );
	}
	wp_unschedule_hook( 'loods_tell_removed_again' );
}
