<?php
/**
 * What tests need of WordPress: mail goes to a file, loopback may be called, and every request that
 * leaves is written down.
 */

add_filter(
	'pre_wp_mail',
	function ( $sent, $mail ) {
		file_put_contents( LOODS_TEST_FOLDER . '/mails.jsonl', wp_json_encode( $mail ) . "\n", FILE_APPEND );
		return true;
	},
	10,
	2
);

add_filter( 'http_request_host_is_external', '__return_true' );
add_filter(
	'http_allowed_safe_ports',
	function ( $ports, $host, $url ) {
		return array_merge( $ports, array( (int) wp_parse_url( $url, PHP_URL_PORT ) ) );
	},
	10,
	3
);

add_filter(
	'pre_http_request',
	function ( $answer, $request, $url ) {
		$line = wp_json_encode(
			array(
				'method' => $request['method'],
				'url'    => $url,
				'during' => isset( $_SERVER['REQUEST_URI'] ) ? $_SERVER['REQUEST_URI'] : '',
			)
		);
		file_put_contents( LOODS_TEST_FOLDER . '/requests.jsonl', $line . "\n", FILE_APPEND );
		return $answer;
	},
	10,
	3
);
