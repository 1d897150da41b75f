<?php
/**
 * Orders, told to the relay from server to server. Whatever happens to the relay, no order waits for it.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * An order is there, or changed: its report goes into the queue. Nothing leaves the shop here.
 *
 * @param int|WC_Order $order The order, or its id.
 */
function loods_order_changed( $order ) {
	$id = $order instanceof WC_Order ? $order->get_id() : (int) $order;
	if ( $id && loods_is_at_home() ) {
		loods_without_harm(
			static function () use ( $id ) {
				// One that runs may have read the order before this change, so only one that waits is enough.
				if ( ! loods_job_waits( 'loods_report_order', array( $id ) ) ) {
					as_schedule_single_action( time(), 'loods_report_order', array( $id ), 'loods' );
				}
			}
		);
	}
}

/**
 * A refund was taken back.
 *
 * @param int $refund_id The refund.
 * @param int $order_id  Its order.
 */
function loods_refund_deleted( $refund_id, $order_id ) {
	loods_order_changed( $order_id );
}

/**
 * WordPress moved a post to its bin or back. Orders are posts in older shops.
 *
 * @param int $id The post.
 */
function loods_post_binned( $id ) {
	if ( 'shop_order' === get_post_type( $id ) ) {
		loods_order_changed( $id );
	}
}

/**
 * WordPress is about to delete a post for good.
 *
 * @param int $id The post.
 */
function loods_post_deleted( $id ) {
	if ( 'shop_order' === get_post_type( $id ) ) {
		loods_order_deleted( $id );
	}
}

/**
 * An order is about to go for good: what is to be told of it is kept until it is.
 *
 * @param int $id The order.
 */
function loods_order_deleted( $id ) {
	if ( ! loods_is_at_home() ) {
		return;
	}
	loods_without_harm(
		static function () use ( $id ) {
			$order  = wc_get_order( $id );
			$report = $order instanceof WC_Order ? loods_order_report( $order ) : null;
			if ( $report ) {
				loods_keep_report( array( 'state' => 'cancelled' ) + $report );
				loods_plan_catch_up( 0, 0 );
			}
		}
	);
}

/**
 * Does what must never stop a checkout, whatever becomes of the queue.
 *
 * @param callable $work What is done.
 */
function loods_without_harm( $work ) {
	try {
		$work();
	} catch ( Throwable $error ) {
		wc_get_logger()->error( $error->getMessage(), array( 'source' => 'loods' ) );
	}
}

/**
 * Whether a job waits for its turn.
 *
 * @param string     $hook What is done.
 * @param array|null $args With what; null for whatever.
 * @return bool
 */
function loods_job_waits( $hook, $args = null ) {
	$waiting = array(
		'hook'     => $hook,
		'status'   => 'pending',
		'per_page' => 1,
	);
	return (bool) as_get_scheduled_actions( null === $args ? $waiting : $waiting + array( 'args' => $args ), 'ids' );
}

/**
 * Reports an order as it is now. While the relay is away it is left to the one job that catches up.
 *
 * @param int $id The order.
 */
function loods_report_order( $id ) {
	$began  = time();
	$order  = wc_get_order( $id );
	$report = $order instanceof WC_Order && loods_is_at_home() ? loods_order_report( $order ) : null;
	if ( null === $report ) {
		return;
	}
	if ( loods_job_waits( 'loods_catch_up_orders' ) || ! loods_send_report( $report ) ) {
		// A refund that is taken back leaves its order's date alone: by that nothing would find it.
		if ( loods_order_date( $order ) < loods_orders_since() ) {
			loods_keep_report( $report );
		}
		loods_plan_catch_up( 1, loods_wait( 0 ) );
	} elseif ( ! loods_job_waits( 'loods_report_order' ) ) {
		// Jobs that run beside this one have a few minutes to end.
		loods_set_orders_since( $began - 5 * MINUTE_IN_SECONDS );
	}
}

/**
 * Nobody is there to report what waits once the plugin is off. When it is on again, it catches up.
 */
function loods_unqueue_orders() {
	as_unschedule_all_actions( 'loods_report_order' );
	as_unschedule_all_actions( 'loods_catch_up_orders' );
}
