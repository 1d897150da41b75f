<?php
/**
 * A button that opens the chat, as a shortcode and as a block.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/**
 * Declares both. Scripts are not touched here: the first touch makes WordPress set up all of its own.
 */
function loods_register_chat_button() {
	add_shortcode( 'loods_chat', 'loods_print_shortcode' );
	register_block_type(
		'loods/chat-button',
		array(
			'api_version'           => 3,
			// The editor's script gives it in the user's language; a page view loads no translations for it.
			'title'                 => 'Chat button',
			'category'              => 'widgets',
			'attributes'            => array(
				'text' => array(
					'type'    => 'string',
					'default' => '',
				),
			),
			'supports'              => array( 'html' => false ),
			'editor_script_handles' => array( 'loods-block' ),
			'render_callback'       => 'loods_print_block',
		)
	);
}

/**
 * Declares the editor's script.
 */
function loods_register_block_script() {
	wp_register_script( 'loods-block', plugins_url( 'build/block.js', LOODS_FILE ), array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ), LOODS_VERSION, true );
	wp_set_script_translations( 'loods-block', 'loods-live-chat', LOODS_DIR . '/languages' );
}

/**
 * The shortcode [loods_chat text="Question about this product?"].
 *
 * @param array|string $attributes As somebody wrote them.
 * @return string
 */
function loods_print_shortcode( $attributes ) {
	$attributes = shortcode_atts( array( 'text' => '' ), is_array( $attributes ) ? $attributes : array(), 'loods_chat' );
	return loods_chat_button( $attributes['text'], '' );
}

/**
 * The block.
 *
 * @param array $attributes As somebody set them.
 * @return string
 */
function loods_print_block( $attributes ) {
	$button = loods_chat_button( isset( $attributes['text'] ) ? $attributes['text'] : '', 'wp-block-button__link' );
	return '' === $button ? '' : '<div ' . get_block_wrapper_attributes( array( 'class' => 'wp-block-button' ) ) . '>' . $button . '</div>';
}

/**
 * The button. Whoever writes pages gives its text, which stays text; nothing where the chat does not show.
 *
 * @param mixed  $text  What it says.
 * @param string $class A class of the theme, for its look.
 * @return string
 */
function loods_chat_button( $text, $class ) {
	if ( ! loods_shows_widget() ) {
		return '';
	}
	wp_enqueue_script(
		'loods-open',
		plugins_url( 'build/open.js', LOODS_FILE ),
		array(),
		LOODS_VERSION,
		array(
			'in_footer' => true,
			'strategy'  => 'defer',
		)
	);
	$text = is_string( $text ) ? loods_short( $text, 80 ) : '';
	return sprintf(
		'<button type="button" class="%s" data-loods-open>%s</button>',
		esc_attr( trim( 'wp-element-button ' . $class ) ),
		esc_html( '' === $text ? __( 'Ask us', 'loods-live-chat' ) : $text )
	);
}
