<?php
/**
 * Orders that changed while the relay was away, or the plugin off: one job tells of all of them later.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** How far back orders are caught up with, how many at a time, and for how many seconds. */
const LOODS_CATCH_UP_DAYS    = 30;
const LOODS_CATCH_UP_ORDERS  = 500;
const LOODS_CATCH_UP_SECONDS = 15;

/**
 * The plugin is on again, or linked again.
 */
function loods_catch_up_soon() {
	as_unschedule_all_actions( 'loods_catch_up_orders' );
	loods_plan_catch_up( 0, 0 );
}

/**
 * Plans to catch up, unless that is planned.
 *
 * @param int $attempt How often it was tried.
 * @param int $wait    Seconds until it is due.
 */
function loods_plan_catch_up( $attempt, $wait ) {
	if ( ! loods_job_waits( 'loods_catch_up_orders' ) ) {
		as_schedule_single_action( time() + $wait, 'loods_catch_up_orders', array( $attempt ), 'loods' );
	}
}

/**
 * Tells of every order that changed since all were told of, the oldest change first, and of those that
 * are gone. What is left when the relay is away, or the time is up, is for the next time.
 *
 * @param int $attempt How often it was tried.
 */
function loods_catch_up_orders( $attempt = 0 ) {
	if ( ! loods_is_at_home() ) {
		return;
	}
	// The next time is planned before this one begins: it may be cut off, and reports leave it to us meanwhile.
	loods_plan_catch_up( $attempt + 1, loods_wait( $attempt ) );
	$began = time();
	$since = loods_orders_since();
	$ids   = loods_changed_orders( $since );
	$end   = loods_send_kept_reports() ? loods_send_orders( $ids, $since, $began + LOODS_CATCH_UP_SECONDS ) : 'away';
	if ( 'away' === $end ) {
		return;
	}
	if ( 'done' === $end ) {
		// So many in one second never come; if they do, this goes past them instead of round and round.
		loods_set_orders_since( count( $ids ) < LOODS_CATCH_UP_ORDERS ? $began : $since + 1 );
	}
	as_unschedule_all_actions( 'loods_catch_up_orders' );
	if ( loods_kept_reports() || loods_changed_orders( loods_orders_since() ) ) {
		loods_plan_catch_up( 0, 0 );
	}
}

/**
 * Orders that changed, the oldest change first, in the bin too.
 *
 * @param int $since When, in seconds since 1970.
 * @return int[] Ids.
 */
function loods_changed_orders( $since ) {
	return wc_get_orders(
		array(
			'type'          => 'shop_order',
			'status'        => array_merge( array_keys( wc_get_order_statuses() ), array( 'trash' ) ),
			'date_modified' => '>=' . $since,
			'orderby'       => 'modified',
			'order'         => 'ASC',
			'limit'         => LOODS_CATCH_UP_ORDERS,
			'return'        => 'ids',
		)
	);
}

/**
 * Reports orders one by one and remembers how far it came.
 *
 * @param int[] $ids   The orders, the oldest change first.
 * @param int   $since When the first may have changed.
 * @param int   $until When the time is up.
 * @return string done, late (the time was up) or away (the relay did not answer).
 */
function loods_send_orders( $ids, $since, $until ) {
	foreach ( $ids as $id ) {
		$order  = wc_get_order( $id );
		$report = $order instanceof WC_Order ? loods_order_report( $order ) : null;
		if ( $report && ! loods_send_report( $report ) ) {
			return 'away';
		}
		$changed = $order ? loods_order_date( $order ) : $since;
		loods_set_orders_since( $changed );
		// It comes back to the second it stopped in, so that must not be the one it began with.
		if ( time() > $until && $changed > $since ) {
			return 'late';
		}
	}
	return 'done';
}

/**
 * When an order changed last.
 *
 * @param WC_Order $order The order.
 * @return int Seconds since 1970.
 */
function loods_order_date( $order ) {
	$date = $order->get_date_modified() ? $order->get_date_modified() : $order->get_date_created();
	return $date ? $date->getTimestamp() : 0;
}

/**
 * The moment up to which the relay was told of every order.
 *
 * @return int Seconds since 1970.
 */
function loods_orders_since() {
	return max( (int) get_option( 'loods_orders_since', time() ), time() - LOODS_CATCH_UP_DAYS * DAY_IN_SECONDS );
}

/**
 * Remembers up to when the relay was told of every order.
 *
 * @param int $moment Seconds since 1970; an earlier one than is known changes nothing.
 */
function loods_set_orders_since( $moment ) {
	if ( $moment > (int) get_option( 'loods_orders_since' ) ) {
		update_option( 'loods_orders_since', $moment, false );
	}
}

/**
 * Keeps a report of an order that cannot be read again, or not be found by its date.
 *
 * @param array $report As the relay takes it.
 */
function loods_keep_report( $report ) {
	$kept = loods_kept_reports();

	$kept[ $report['reference'] ] = $report;
	update_option( 'loods_kept_reports', $kept, false );
}

/**
 * Reports that wait to be sent, by the reference of their order.
 *
 * @return array[]
 */
function loods_kept_reports() {
	$kept = get_option( 'loods_kept_reports' );
	return is_array( $kept ) ? $kept : array();
}

/**
 * Sends what is kept.
 *
 * @return bool False when the relay does not answer.
 */
function loods_send_kept_reports() {
	foreach ( loods_kept_reports() as $reference => $report ) {
		if ( ! loods_send_report( $report ) ) {
			return false;
		}
		// Others may have been added meanwhile.
		update_option( 'loods_kept_reports', array_diff_key( loods_kept_reports(), array( $reference => true ) ), false );
	}
	return true;
}
