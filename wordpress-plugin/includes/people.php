<?php
/**
 * People of this admin panel, as members at the relay.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Signs for the current user: with it the browser gets a token of the relay.
 *
 * @return string Empty when the shop is not linked.
 */
function loods_sign_member() {
	$user   = wp_get_current_user();
	$claims = array(
		'sub'      => (string) $user->ID,
		'name'     => loods_short( $user->display_name, 80 ),
		'language' => loods_language( get_user_locale( $user ) ),
		'role'     => user_can( $user, 'manage_options' ) ? 'admin' : 'agent',
	);
	if ( is_email( $user->user_email ) ) {
		$claims['email'] = $user->user_email;
	}
	return loods_sign( 'loods-member', $claims );
}

/**
 * Tells the relay that somebody may no longer answer. Tried again while the relay is away.
 *
 * @param int $user_id Whom.
 */
function loods_tell_removed( $user_id ) {
	if ( ! loods_link() ) {
		return;
	}
	$answer = loods_call_as_shop( 'POST', '/people/removed', array( 'id' => (string) $user_id ) );
	if ( is_wp_error( $answer ) && ! wp_next_scheduled( 'loods_tell_removed_again', array( (int) $user_id ) ) ) {
		wp_schedule_single_event( time() + MINUTE_IN_SECONDS, 'loods_tell_removed_again', array( (int) $user_id ) );
	}
}

/**
 * Tells the relay when a change of role took the right to answer away.
 *
 * @param int $user_id Whose role changed.
 */
function loods_tell_if_removed( $user_id ) {
	if ( ! user_can( $user_id, 'loods_reply' ) ) {
		loods_tell_removed( $user_id );
	}
}
