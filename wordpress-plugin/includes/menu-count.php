<?php
/**
 * How many shoppers wait, beside the menu item on every page of the admin panel.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Seconds a number is good for before the relay is asked again, and until it is shown no longer. */
const LOODS_COUNT_FRESH = 30;
const LOODS_COUNT_KEPT  = 600;

/**
 * The menu item's title with the number that is known; the relay is never asked for a page.
 *
 * @return string
 */
function loods_menu_title() {
	$count = loods_known_count();
	return sprintf(
		'%s <span class="awaiting-mod count-%d"><span>%s</span></span>',
		esc_html__( 'Chat', 'loods-live-chat' ),
		$count,
		esc_html( number_format_i18n( $count ) )
	);
}

/**
 * The number that was last heard.
 *
 * @return int
 */
function loods_known_count() {
	$kept = get_transient( 'loods_waiting' );
	return is_array( $kept ) ? (int) $kept['count'] : 0;
}

/**
 * Keeps the number live by WordPress's own heartbeat, for whoever may answer.
 */
function loods_enqueue_menu_count() {
	if ( ! loods_is_at_home() || ! loods_may_reply() ) {
		return;
	}
	$asset = require LOODS_DIR . '/build/heartbeat.asset.php';
	wp_enqueue_script( 'loods-heartbeat', plugins_url( 'build/heartbeat.js', LOODS_FILE ), array_merge( $asset['dependencies'], array( 'heartbeat', 'jquery' ) ), $asset['version'], true );
}

/**
 * Answers a heartbeat that asks for the number.
 *
 * @param array $answer What WordPress answers.
 * @param array $asked  What the page asks.
 * @return array
 */
function loods_beat( $answer, $asked ) {
	if ( ! empty( $asked['loods'] ) && loods_is_at_home() && loods_may_reply() ) {
		$answer['loods'] = loods_fresh_count();
	}
	return $answer;
}

/**
 * The number, asked of the relay at most twice a minute, whoever looks. A relay that is away leaves the old one.
 *
 * @return int
 */
function loods_fresh_count() {
	$kept = get_transient( 'loods_waiting' );
	if ( is_array( $kept ) && $kept['at'] > time() - LOODS_COUNT_FRESH ) {
		return (int) $kept['count'];
	}
	$status = loods_call_as_shop( 'GET', '/status', null, LOODS_PATIENCE );
	$count  = is_wp_error( $status ) || ! isset( $status['waiting'] ) ? loods_known_count() : (int) $status['waiting'];
	$next   = array(
		'count' => $count,
		'at'    => time(),
	);
	set_transient( 'loods_waiting', $next, LOODS_COUNT_KEPT );
	return $count;
}
