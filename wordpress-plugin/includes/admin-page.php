<?php
/**
 * The chat's page in the admin panel: Start, then the inbox, and settings beside it.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Adds the menu item.
 */
function loods_add_admin_page() {
	add_menu_page( __( 'Chat', 'loods-live-chat' ), loods_menu_title(), 'loods_reply', 'loods', 'loods_print_admin_page', loods_menu_icon(), 26 );
	if ( loods_is_at_home() ) {
		add_submenu_page( 'loods', __( 'Inbox', 'loods-live-chat' ), __( 'Inbox', 'loods-live-chat' ), 'loods_reply', 'loods', 'loods_print_admin_page' );
		add_submenu_page( 'loods', __( 'The inbox on your phone', 'loods-live-chat' ), __( 'On your phone', 'loods-live-chat' ), 'loods_reply', 'loods-phone', 'loods_print_admin_page' );
		add_submenu_page( 'loods', __( 'Chat in your shop', 'loods-live-chat' ), __( 'Settings', 'loods-live-chat' ), 'manage_options', 'loods-settings', 'loods_print_admin_page' );
	}
}

/**
 * Prints the page's title, below which WordPress puts notices, and the element the page's script fills.
 */
function loods_print_admin_page() {
	global $plugin_page;
	printf(
		'<div class="wrap"><h1 class="wp-heading-inline%s">%s</h1><hr class="wp-header-end"><div id="loods-app"><noscript>%s</noscript></div></div>',
		'loods' === $plugin_page ? ' screen-reader-text' : '',
		esc_html( get_admin_page_title() ),
		esc_html__( 'This page needs JavaScript.', 'loods-live-chat' )
	);
}

/**
 * Loads the script of the page that is shown.
 *
 * @param string $hook Which admin page.
 */
function loods_enqueue_admin_page( $hook ) {
	$page = loods_admin_page( $hook );
	if ( null === $page ) {
		return;
	}
	$asset = require LOODS_DIR . '/build/' . $page . '.asset.php';
	wp_enqueue_script( 'loods-' . $page, plugins_url( "build/$page.js", LOODS_FILE ), $asset['dependencies'], $asset['version'], true );
	wp_set_script_translations( 'loods-' . $page, 'loods-live-chat', LOODS_DIR . '/languages' );
	wp_add_inline_script( 'loods-' . $page, 'window.loodsAdmin = ' . wp_json_encode( loods_admin_facts(), JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
	if ( is_readable( LOODS_DIR . "/build/$page.css" ) ) {
		wp_enqueue_style( 'loods-' . $page, plugins_url( "build/$page.css", LOODS_FILE ), array( 'wp-components' ), $asset['version'] );
	}
}

/**
 * Which of our pages an admin page is.
 *
 * @param string $hook Which admin page.
 * @return string|null
 */
function loods_admin_page( $hook ) {
	if ( 'toplevel_page_loods' === $hook ) {
		return loods_is_at_home() ? 'inbox' : 'start';
	}
	if ( 'plugins.php' === $hook ) {
		$may = is_network_admin() ? loods_may_manage_network() : loods_is_at_home() && loods_may_manage();
		return $may ? 'plugins' : null;
	}
	return preg_match( '/_page_loods-(settings|phone)$/', $hook, $found ) ? $found[1] : null;
}

/**
 * What the page's script needs to know.
 *
 * @return array
 */
function loods_admin_facts() {
	$link = loods_link();
	$facts = array(
		'relay'     => loods_relay_url(),
		'siteKey'   => $link ? $link['siteKey'] : '',
		'siteId'    => $link ? $link['siteId'] : '',
		'inboxUrl'  => admin_url( 'admin.php?page=loods' ),
		'loader'    => loods_loader_url(),
		'consentApi' => function_exists( 'wp_has_consent' ),
		'roles'     => loods_may_manage() ? array_map( 'translate_user_role', wp_roles()->get_names() ) : array(),
		'language'  => loods_language( get_user_locale() ),
		'inbox'     => plugins_url( 'build/inbox-app/', LOODS_FILE ),
		'shopName'  => loods_shop_name(),
		'email'     => wp_get_current_user()->user_email,
		'shopUrl'   => home_url( '/' ),
		'mayManage' => loods_may_manage(),
		'network'   => is_network_admin(),
		'moved'     => null !== $link && ! loods_is_at_home(),
		'oldUrl'    => $link ? $link['url'] : '',
		'waiting'   => (bool) get_option( 'loods_ticket' ),
	);
	/**
	 * Filters what the page's script knows.
	 *
	 * @param array $facts Of the page.
	 */
	return apply_filters( 'loods_admin_facts', $facts );
}

/**
 * Leads from the list of plugins to what comes next.
 *
 * @param string[] $links Of the plugin's row.
 * @return string[]
 */
function loods_add_action_links( $links ) {
	$label = loods_is_at_home() ? __( 'Inbox', 'loods-live-chat' ) : __( 'Start', 'loods-live-chat' );
	array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'admin.php?page=loods' ) ), esc_html( $label ) ) );
	return $links;
}

/**
 * The menu's icon: a bubble under way.
 *
 * @return string
 */
function loods_menu_icon() {
	$svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path fill="black" d="M10 2.5c4.4 0 8 2.9 8 6.6s-3.600 6.600-8 6.600c-.8 0-1.500-.1-2.200-.3L4 17.500l.6-3.400C3 12.900 2 11.100 2 9.100c0-3.700 3.600-6.600 8-6.600z"/></svg>';
	// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- how WordPress takes menu icons.
	return 'data:image/svg+xml;base64,' . base64_encode( $svg );
}
