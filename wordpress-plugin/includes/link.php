<?php
/**
 * The link between this shop and its site at the relay.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Seconds the relay has to call back after Start. */
const LOODS_CODE_LIFE = 120;

/** Seconds to wait for the relay while it calls back. */
const LOODS_PROOF_WAIT = 30;

/**
 * The link, if there is one.
 *
 * @return array{relay:string,url:string,siteId:string,siteKey:string,secret:string}|null
 */
function loods_link() {
	$link = get_option( 'loods_link' );
	return is_array( $link ) && loods_is_site_key( isset( $link['siteKey'] ) ? $link['siteKey'] : '' ) ? $link : null;
}

/**
 * Whether the link was made for the address this shop has now. It was not on a copy, or after a move.
 *
 * @return bool
 */
function loods_is_at_home() {
	$link = loods_link();
	return $link && loods_home() === $link['url'];
}

/**
 * Whether a text can be a site key; nothing else ever reaches a page.
 *
 * @param mixed $key Any value.
 * @return bool
 */
function loods_is_site_key( $key ) {
	return is_string( $key ) && 1 === preg_match( '/^[a-z0-9]{16,40}\z/', $key );
}

/**
 * Asks the relay to link this shop. The relay calls back before it answers.
 *
 * @return array|WP_Error `state`: linked, or waiting for an answer of whoever runs the relay.
 */
function loods_start() {
	if ( '' === loods_relay_url() ) {
		return new WP_Error( 'loods_no_relay', __( 'This plugin does not know its chat server. Download it from the server you want to use, or set LOODS_RELAY_URL in wp-config.php.', 'loods-live-chat' ) );
	}
	$code   = loods_mint_code();
	$answer = loods_call_relay( 'POST', '/host/v1/start', loods_introduction( $code ), array( 'timeout' => LOODS_PROOF_WAIT ) );
	delete_transient( 'loods_code' );
	return is_wp_error( $answer ) ? $answer : loods_take_start( $answer );
}

/**
 * Takes the relay's answer to Start.
 *
 * @param array $answer Of the relay.
 * @return array|WP_Error
 */
function loods_take_start( $answer ) {
	$state = isset( $answer['state'] ) ? $answer['state'] : '';
	if ( 'linked' === $state && loods_keep_link( $answer ) ) {
		delete_option( 'loods_ticket' );
		return array( 'state' => 'linked' );
	}
	if ( 'waiting' === $state && isset( $answer['ticket'] ) && is_string( $answer['ticket'] ) ) {
		update_option( 'loods_ticket', $answer['ticket'], false );
		return array( 'state' => 'waiting' );
	}
	return loods_garbled();
}

/**
 * What whoever runs the relay said of this shop, which asked to be let in.
 *
 * @return array|WP_Error `state`: waiting, approved or gone.
 */
function loods_ask_ticket() {
	$ticket = get_option( 'loods_ticket' );
	if ( ! is_string( $ticket ) || '' === $ticket ) {
		return array( 'state' => 'gone' );
	}
	$answer = loods_call_relay( 'GET', '/host/v1/requests/' . rawurlencode( $ticket ) );
	if ( is_wp_error( $answer ) && 'loods_not_found' !== $answer->get_error_code() ) {
		return $answer;
	}
	$state = ! is_wp_error( $answer ) && isset( $answer['state'] ) && in_array( $answer['state'], array( 'waiting', 'approved' ), true ) ? $answer['state'] : 'gone';
	if ( 'gone' === $state ) {
		delete_option( 'loods_ticket' );
	}
	return array( 'state' => $state );
}

/**
 * The shop lives at another address now: the relay hears of it and calls back there, and the chat goes on.
 *
 * @return array|WP_Error
 */
function loods_move() {
	$code   = loods_mint_code();
	$move   = loods_addresses() + array( 'code' => $code );
	$answer = loods_call_as_shop( 'POST', '/move', $move, LOODS_PROOF_WAIT );
	delete_transient( 'loods_code' );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$link        = loods_link();
	$link['url'] = $move['url'];
	update_option( 'loods_link', $link, true );
	loods_come_back();
	return array( 'state' => 'linked' );
}

/**
 * This is a copy of the shop: it forgets the link, and the original goes on untouched.
 *
 * @return array
 */
function loods_forget() {
	if ( ! loods_is_at_home() ) {
		foreach ( array( 'loods_link', 'loods_orders_since', 'loods_kept_reports' ) as $option ) {
			delete_option( $option );
		}
	}
	return array( 'state' => 'forgotten' );
}

/**
 * A fresh code, with which the relay's call back is answered for a while.
 *
 * @return string
 */
function loods_mint_code() {
	$code = loods_base64url( random_bytes( 32 ) );
	set_transient( 'loods_code', $code, LOODS_CODE_LIFE );
	return $code;
}

/**
 * Where the shop is, and where the relay calls it back.
 *
 * @return array
 */
function loods_addresses() {
	return array(
		'url'      => loods_home(),
		'endpoint' => untrailingslashit( rest_url( 'loods/v1' ) ),
	);
}

/**
 * What the relay is told about this shop and its owner when Start is pressed, and nothing else.
 *
 * @param string $code Proves to the relay that we asked.
 * @return array
 */
function loods_introduction( $code ) {
	$user  = wp_get_current_user();
	$owner = array(
		'id'   => (string) $user->ID,
		'name' => loods_short( $user->display_name, 80 ),
	);
	if ( is_email( $user->user_email ) ) {
		$owner['email'] = $user->user_email;
	}
	$shop  = array(
		'name'     => loods_short( loods_shop_name(), 80 ),
		'language' => loods_language( get_locale() ),
		'timeZone' => loods_time_zone(),
	);
	$color = loods_accent_color();
	if ( $color ) {
		$shop['color'] = $color;
	}
	return loods_addresses() + array(
		'host'  => 'wordpress',
		'code'  => $code,
		'shop'  => $shop,
		'owner' => $owner,
	);
}

/**
 * Keeps what the relay gave.
 *
 * @param array $answer Of the relay.
 * @return bool False when it is not a link.
 */
function loods_keep_link( $answer ) {
	foreach ( array( 'siteId', 'siteKey', 'secret' ) as $part ) {
		if ( ! isset( $answer[ $part ] ) || ! is_string( $answer[ $part ] ) ) {
			return false;
		}
	}
	if ( ! loods_is_site_key( $answer['siteKey'] ) ) {
		return false;
	}
	$link = array(
		'relay'   => loods_relay_url(),
		'url'     => loods_home(),
		'siteId'  => $answer['siteId'],
		'siteKey' => $answer['siteKey'],
		'secret'  => $answer['secret'],
	);
	// Read on every page, so it is loaded with the others.
	update_option( 'loods_link', $link, true );
	// An option that is not there costs a page view a question to the database.
	add_option( 'loods_settings', loods_default_settings(), '', true );
	// Orders are told from the first Start on.
	add_option( 'loods_orders_since', time(), '', false );
	loods_come_back();
	return true;
}

/**
 * The answer to the relay's call back: only who minted the code can give it.
 *
 * @param string $challenge Of the relay.
 * @return string|null Null when nobody pressed Start just now.
 */
function loods_proof( $challenge ) {
	$code = get_transient( 'loods_code' );
	if ( ! is_string( $code ) || '' === $code ) {
		return null;
	}
	return hash_hmac( 'sha256', 'loods-proof ' . loods_relay_origin() . ' ' . $challenge, $code );
}

/**
 * Origin of the relay, as browsers spell it.
 *
 * @return string
 */
function loods_relay_origin() {
	$parts  = wp_parse_url( loods_relay_url() );
	$origin = strtolower( $parts['scheme'] . '://' . $parts['host'] );
	$usual  = 'https' === $parts['scheme'] ? 443 : 80;
	return isset( $parts['port'] ) && $usual !== $parts['port'] ? $origin . ':' . $parts['port'] : $origin;
}

/**
 * Name of the shop; its address where it has none.
 *
 * @return string
 */
function loods_shop_name() {
	$name = trim( wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ) );
	return '' === $name ? (string) wp_parse_url( loods_home(), PHP_URL_HOST ) : $name;
}

/**
 * The language of the chat nearest to a locale.
 *
 * @param string $locale Such as nl_NL.
 * @return string
 */
function loods_language( $locale ) {
	return 0 === strpos( strtolower( $locale ), 'nl' ) ? 'nl' : 'en';
}

/**
 * The shop's time zone by name. WordPress may know an offset only.
 *
 * @return string
 */
function loods_time_zone() {
	$name = wp_timezone_string();
	if ( in_array( $name, timezone_identifiers_list(), true ) ) {
		return $name;
	}
	$hours = (int) round( (float) get_option( 'gmt_offset', 0 ) );
	// The signs of these names are the other way round (POSIX).
	return 0 === $hours ? 'UTC' : sprintf( 'Etc/GMT%+d', -$hours );
}

/**
 * Cuts a text to some characters.
 *
 * @param string $text  Any text.
 * @param int    $limit Characters.
 * @return string
 */
function loods_short( $text, $limit ) {
	$text = trim( preg_replace( '/\s+/u', ' ', wp_strip_all_tags( $text ) ) );
	return function_exists( 'mb_substr' ) ? mb_substr( $text, 0, $limit ) : substr( $text, 0, $limit );
}
