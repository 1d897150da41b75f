<?php
/**
 * Talking to the relay, the server behind the chat.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Seconds somebody in the admin panel waits at most for what can be told later. */
const LOODS_PATIENCE = 3;

/** Attempts to tell the relay something: with the waits between them, about a day. */
const LOODS_ATTEMPTS = 30;

/**
 * Seconds until the next attempt: a minute, then twice as long each time, at most an hour.
 *
 * @param int $attempt How often it was tried before.
 * @return int
 */
function loods_wait( $attempt ) {
	return (int) min( MINUTE_IN_SECONDS * pow( 2, $attempt ), HOUR_IN_SECONDS );
}

/**
 * Address of the relay, without a slash at its end.
 *
 * The zip a relay hands out names it in relay.json; LOODS_RELAY_URL in wp-config.php comes first.
 *
 * @return string Empty when neither does.
 */
function loods_relay_url() {
	static $url = null;
	if ( null !== $url ) {
		return $url;
	}
	$url = '';
	if ( defined( 'LOODS_RELAY_URL' ) ) {
		$url = (string) LOODS_RELAY_URL;
	} elseif ( is_readable( LOODS_DIR . '/relay.json' ) ) {
		// phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- a file of the plugin's own.
		$named = json_decode( file_get_contents( LOODS_DIR . '/relay.json' ), true );
		$url   = isset( $named['url'] ) ? (string) $named['url'] : '';
	}
	$url = preg_match( '#^https?://[^\s"\'<>]+$#', $url ) ? untrailingslashit( $url ) : '';
	return $url;
}

/**
 * Calls the relay.
 *
 * @param string     $method  HTTP method.
 * @param string     $path    Path at the relay.
 * @param array|null $body    What is sent as JSON.
 * @param array      $options `token`: bearer token; `timeout`: seconds.
 * @return array|WP_Error The answer's JSON, or what went wrong in one sentence.
 */
function loods_call_relay( $method, $path, $body = null, $options = array() ) {
	$headers = array( 'accept' => 'application/json' );
	if ( null !== $body ) {
		$headers['content-type'] = 'application/json';
	}
	if ( isset( $options['token'] ) ) {
		$headers['authorization'] = 'Bearer ' . $options['token'];
	}
	$answer = wp_remote_request(
		loods_relay_url() . $path,
		array(
			'method'      => $method,
			'timeout'     => isset( $options['timeout'] ) ? $options['timeout'] : 10,
			'redirection' => 0,
			'headers'     => $headers,
			'body'        => null === $body ? null : loods_to_json( $body ),
		)
	);
	if ( is_wp_error( $answer ) ) {
		return new WP_Error( 'loods_unreachable', __( 'The chat server cannot be reached just now. Your shop works as ever; try again in a minute.', 'loods-live-chat' ) );
	}
	return loods_read_answer( $answer );
}

/**
 * Reads an answer of the relay.
 *
 * @param array $answer As WordPress gives it.
 * @return array|WP_Error
 */
function loods_read_answer( $answer ) {
	$status = (int) wp_remote_retrieve_response_code( $answer );
	$json   = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( 204 === $status ) {
		return array();
	}
	if ( $status >= 200 && $status < 300 && is_array( $json ) ) {
		return $json;
	}
	if ( isset( $json['error']['code'], $json['error']['message'] ) ) {
		return new WP_Error( 'loods_' . sanitize_key( $json['error']['code'] ), sanitize_text_field( $json['error']['message'] ), array( 'status' => $status ) );
	}
	return loods_garbled();
}

/**
 * An answer nobody can make sense of.
 *
 * @return WP_Error
 */
function loods_garbled() {
	return new WP_Error( 'loods_garbled', __( 'The chat server gave an answer that makes no sense. Your shop works as ever; try again in a minute.', 'loods-live-chat' ) );
}

/**
 * Calls the relay in the shop's own name, signed with its secret.
 *
 * @param string     $method HTTP method.
 * @param string     $path   Path after the site key, such as `/link`.
 * @param array|null $body   What is sent as JSON.
 * @param int        $wait   Seconds to wait for the answer.
 * @return array|WP_Error
 */
function loods_call_as_shop( $method, $path, $body = null, $wait = 10 ) {
	$link = loods_link();
	if ( ! $link ) {
		return new WP_Error( 'loods_not_linked', __( 'This shop is not linked yet. Press Start.', 'loods-live-chat' ) );
	}
	$full  = '/host/v1/' . $link['siteKey'] . $path;
	$text  = null === $body ? '' : loods_to_json( $body );
	$token = loods_sign( 'loods-shop', array( 'request' => loods_base64url( hash( 'sha256', "$method $full\n$text", true ) ) ) );
	$options = array(
		'token'   => $token,
		'timeout' => $wait,
	);
	return loods_call_relay( $method, $full, $body, $options );
}

/**
 * JSON as it is sent: the same bytes each time, so that they can be signed.
 *
 * @param array $value What is sent; an empty array is an empty object.
 * @return string
 */
function loods_to_json( $value ) {
	return wp_json_encode( $value ? $value : new stdClass() );
}
