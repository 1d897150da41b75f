<?php
/**
 * Measures each page view, and takes our plugin out of those that say so. Both kinds of view pass
 * here, so what this costs is in both.
 */

$loods_view = array(
	'began'  => loods_cpu(),
	'since'  => loods_cpu(),
	'hooks'  => 0,
	'remote' => 0,
);

/**
 * CPU time of this process, in microseconds.
 *
 * @return int
 */
function loods_cpu() {
	$used = getrusage();
	return 1000000 * ( $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'] ) + $used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec'];
}

add_filter(
	'option_active_plugins',
	function ( $plugins ) {
		return isset( $_SERVER['HTTP_X_WITHOUT_LOODS'] )
			? array_values( preg_grep( '#^loods-live-chat/#', $plugins, PREG_GREP_INVERT ) )
			: $plugins;
	}
);

add_filter(
	'pre_http_request',
	function ( $answer ) {
		++$GLOBALS['loods_view']['remote'];
		return $answer;
	}
);

// Plugins run from here to wp_loaded, and in these two actions; the rest of a view is the theme's.
foreach ( array( 'wp_enqueue_scripts', 'wp_footer' ) as $loods_hook ) {
	add_action(
		$loods_hook,
		function () {
			$GLOBALS['loods_view']['since'] = loods_cpu();
		},
		PHP_INT_MIN
	);
}
foreach ( array( 'wp_loaded', 'wp_enqueue_scripts', 'wp_footer' ) as $loods_hook ) {
	add_action(
		$loods_hook,
		function () {
			$GLOBALS['loods_view']['hooks'] += loods_cpu() - $GLOBALS['loods_view']['since'];
		},
		PHP_INT_MAX
	);
}

add_action(
	'shutdown',
	function () {
		$measured = array(
			'view'    => loods_cpu() - $GLOBALS['loods_view']['began'],
			'hooks'   => $GLOBALS['loods_view']['hooks'],
			'queries' => $GLOBALS['wpdb']->num_queries,
			'remote'  => $GLOBALS['loods_view']['remote'],
			'loods'   => defined( 'LOODS_VERSION' ),
		);
		echo "\n<!-- measured ", wp_json_encode( $measured ), ' -->';
	},
	PHP_INT_MAX
);
