<?php
/**
 * Who may answer shoppers.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Gives loods_reply to whoever runs the shop. A role that is given or refused the capability itself
 * (by a role editor) keeps what it was given.
 *
 * @param array $all  What this user may do.
 * @param array $caps What is asked for.
 * @return array
 */
function loods_grant_reply( $all, $caps ) {
	if ( in_array( 'loods_reply', $caps, true ) && ! isset( $all['loods_reply'] ) ) {
		$all['loods_reply'] = ! empty( $all['manage_options'] ) || ! empty( $all['manage_woocommerce'] );
	}
	return $all;
}
