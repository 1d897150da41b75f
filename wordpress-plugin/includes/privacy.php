<?php
/**
 * WordPress's privacy tools reach what the relay keeps of somebody.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Adds our exporter.
 *
 * @param array $exporters Of WordPress and other plugins.
 * @return array
 */
function loods_add_exporter( $exporters ) {
	$exporters['loods-live-chat'] = array(
		'exporter_friendly_name' => __( 'Chat', 'loods-live-chat' ),
		'callback'               => 'loods_export_person',
	);
	return $exporters;
}

/**
 * Adds our eraser.
 *
 * @param array $erasers Of WordPress and other plugins.
 * @return array
 */
function loods_add_eraser( $erasers ) {
	$erasers['loods-live-chat'] = array(
		'eraser_friendly_name' => __( 'Chat', 'loods-live-chat' ),
		'callback'             => 'loods_erase_person',
	);
	return $erasers;
}

/**
 * Exports what the relay keeps of an address. The file goes to that address, so what was said is in
 * it only where the address is known to be theirs: anybody can type anybody's address into a chat.
 *
 * @param string $email Whom.
 * @param int    $page  From 1.
 * @return array|WP_Error
 */
function loods_export_person( $email, $page = 1 ) {
	if ( ! loods_is_at_home() ) {
		return array(
			'data' => array(),
			'done' => true,
		);
	}
	$body   = array(
		'email' => $email,
		'page'  => (int) $page,
	);
	$answer = loods_call_as_shop( 'POST', '/people/export', $body, 30 );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$people = isset( $answer['people'] ) && is_array( $answer['people'] ) ? $answer['people'] : array();
	return array(
		'data' => array_map( 'loods_export_item', $people ),
		'done' => ! empty( $answer['done'] ),
	);
}

/**
 * One person as WordPress shows them.
 *
 * @param array $person As the relay tells.
 * @return array
 */
function loods_export_item( $person ) {
	$data = array();
	foreach ( loods_export_lines( $person ) as list( $name, $value ) ) {
		$data[] = array(
			'name'  => $name,
			'value' => nl2br( esc_html( $value ) ),
		);
	}
	return array(
		'group_id'    => 'loods-chat',
		'group_label' => __( 'Chat', 'loods-live-chat' ),
		'item_id'     => 'loods-' . sanitize_key( $person['id'] ),
		'data'        => $data,
	);
}

/**
 * What is known of somebody, as pairs of name and value.
 *
 * @param array $person As the relay tells.
 * @return array
 */
function loods_export_lines( $person ) {
	$names = array(
		'name'  => __( 'Name', 'loods-live-chat' ),
		'email' => __( 'E-mail address', 'loods-live-chat' ),
		'phone' => __( 'Phone number', 'loods-live-chat' ),
	);
	$lines = array();
	foreach ( $names as $key => $name ) {
		if ( isset( $person[ $key ] ) ) {
			$lines[] = array( $name, (string) $person[ $key ] );
		}
	}
	$lines[] = array( __( 'Known since', 'loods-live-chat' ), wp_date( get_option( 'date_format' ), (int) ( $person['since'] / 1000 ) ) );
	foreach ( $person['leads'] as $lead ) {
		$lines[] = array( __( 'Left to be answered at', 'loods-live-chat' ), (string) $lead['value'] );
	}
	foreach ( isset( $person['addresses'] ) ? $person['addresses'] : array() as $address ) {
		$lines[] = array( loods_export_address_name( $address['kind'] ), (string) $address['value'] );
	}
	foreach ( $person['orders'] as $order ) {
		$lines[] = array( __( 'Order', 'loods-live-chat' ), loods_export_order( $order ) );
	}
	foreach ( $person['texts'] as $text ) {
		$lines[] = array( __( 'Conversation', 'loods-live-chat' ), (string) $text );
	}
	if ( ! $person['proven'] ) {
		$lines[] = array( __( 'Conversations', 'loods-live-chat' ), __( 'Somebody typed this address in the chat, but it was never shown to be theirs. What they said is not in this export. Ask the shop if it was you.', 'loods-live-chat' ) );
	}
	return $lines;
}

/**
 * What an address on another network is called.
 *
 * @param string $kind As the relay tells.
 * @return string
 */
function loods_export_address_name( $kind ) {
	$names = array(
		'phone' => __( 'WhatsApp number', 'loods-live-chat' ),
		'bsuid' => __( 'WhatsApp id', 'loods-live-chat' ),
		'psid'  => __( 'Messenger id', 'loods-live-chat' ),
	);
	return isset( $names[ $kind ] ) ? $names[ $kind ] : (string) $kind;
}

/**
 * An order as the relay keeps it, on one line.
 *
 * @param array $order As the relay tells.
 * @return string
 */
function loods_export_order( $order ) {
	$states = array(
		'open'      => __( 'open', 'loods-live-chat' ),
		'paid'      => __( 'paid', 'loods-live-chat' ),
		'refunded'  => __( 'refunded', 'loods-live-chat' ),
		'cancelled' => __( 'cancelled', 'loods-live-chat' ),
		'failed'    => __( 'failed', 'loods-live-chat' ),
	);
	$parts  = array(
		wp_date( get_option( 'date_format' ), (int) ( $order['at'] / 1000 ) ),
		loods_amount_text( $order['total'], (string) $order['currency'] ),
		isset( $states[ $order['state'] ] ) ? $states[ $order['state'] ] : (string) $order['state'],
	);
	return implode( ', ', $parts );
}

/**
 * Erases what the relay keeps of an address.
 *
 * @param string $email Whom.
 * @return array
 */
function loods_erase_person( $email ) {
	$answer = loods_is_at_home() ? loods_call_as_shop( 'POST', '/people/erase', array( 'email' => $email ), 30 ) : array( 'done' => true );
	$failed = is_wp_error( $answer );
	return array(
		'items_removed'  => ! $failed && ! empty( $answer['erased'] ),
		'items_retained' => $failed,
		'messages'       => $failed ? array( $answer->get_error_message() ) : array(),
		'done'           => $failed || ! empty( $answer['done'] ),
	);
}

/**
 * Suggests what the shop's privacy policy can say.
 */
function loods_suggest_policy() {
	$text  = '<p>' . sprintf(
		/* translators: %s: address of the chat server. */
		esc_html__( 'When you use the chat in our shop, what you write, the files you send, the page you are on and what you tell us of yourself (such as your name and e-mail address) are kept on our chat server at %s, so that we can answer you and find our conversation again. Before you write nothing is stored in your browser; then only what brings your own conversation back. Ask us to see or erase what is kept of you.', 'loods-live-chat' ),
		esc_html( loods_relay_url() )
	) . '</p>';
	$text .= '<p>' . esc_html__( 'Pages that are looked at are counted: for how long, how far down and how often they are touched. Nobody is told apart by it, and nothing is kept in your browser for it. A browser that asks not to be followed (Global Privacy Control, Do Not Track) is not counted.', 'loods-live-chat' ) . '</p>';
	if ( function_exists( 'loods_order_report' ) ) {
		$text .= '<p>' . esc_html__( 'While the chat is open it also shows us what is in your cart and its value, and the discount code or the error our shop showed when a code or a checkout was refused. It reads no field of the checkout. If you are logged in, our shop tells the chat server your customer number, name and e-mail address, so that we know who we speak with. Of each order the chat server gets its state, amounts, currency and moment, and your customer number if you have an account: no products, names or addresses.', 'loods-live-chat' ) . '</p>';
	}
	wp_add_privacy_policy_content( __( 'Loods Live Chat', 'loods-live-chat' ), $text );
}
