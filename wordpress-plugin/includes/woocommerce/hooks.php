<?php
/**
 * Everything this plugin hooks into WooCommerce: a table of contents.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;
