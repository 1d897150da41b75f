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
 * Somebody goes. Only who may answer is known at the relay; a customer who goes is none of its business.
 *
 * @param int $user_id Whom.
 */
function loods_user_goes( $user_id ) {
	if ( loods_link() && user_can( $user_id, 'loods_reply' ) ) {
		loods_tell_removed( (int) $user_id );
	}
}

/**
 * Somebody's role is another than before.
 *
 * @param int      $user_id   Whose.
 * @param string   $role      What it is now.
 * @param string[] $old_roles What they were.
 */
function loods_role_set( $user_id, $role, $old_roles ) {
	loods_roles_lost( $user_id, $old_roles );
}

/**
 * One of somebody's roles was taken away.
 *
 * @param int    $user_id Whose.
 * @param string $role    Which.
 */
function loods_role_removed( $user_id, $role ) {
	loods_roles_lost( $user_id, array( $role ) );
}

/**
 * Tells the relay when a role that let somebody answer is gone and nothing else lets them. Shoppers who
 * make an account at the checkout had no role before: nothing is told of them.
 *
 * @param int      $user_id Whose.
 * @param string[] $roles   Roles that are gone.
 */
function loods_roles_lost( $user_id, $roles ) {
	$let_in = array_filter(
		array_filter( array_map( 'get_role', $roles ) ),
		static function ( $role ) {
			return loods_grant_reply( $role->capabilities, array( 'loods_reply' ) )['loods_reply'];
		}
	);
	if ( $let_in && loods_link() && ! user_can( $user_id, 'loods_reply' ) ) {
		loods_tell_removed( (int) $user_id );
	}
}

/**
 * Tells the relay that somebody may no longer answer. Tried again while the relay is away; of many who
 * go at once only the first waits for it then.
 *
 * @param int $user_id Whom.
 * @param int $attempt How often it was tried.
 */
function loods_tell_removed( $user_id, $attempt = 0 ) {
	static $away = false;

	$away = $away || is_wp_error( loods_call_as_shop( 'POST', '/people/removed', array( 'id' => (string) $user_id ), LOODS_PATIENCE ) );
	if ( $away && $attempt < LOODS_ATTEMPTS ) {
		wp_schedule_single_event( time() + loods_wait( $attempt ), 'loods_tell_removed_again', array( $user_id, $attempt + 1 ) );
	}
}
