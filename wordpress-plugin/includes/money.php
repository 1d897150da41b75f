<?php
/**
 * Amounts in the minor unit of their currency, as the relay keeps them.
 *
 * @package Loods
 */

defined( 'ABSPATH' ) || exit;

/** Currencies without a minor unit, and those with a thousand in one of the main unit (ISO 4217). */
const LOODS_WHOLE     = array( 'BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF' );
const LOODS_THOUSANDS = array( 'BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND' );

/**
 * How many decimals a currency has, whatever the shop shows.
 *
 * @param string $currency Its code.
 * @return int
 */
function loods_decimals( $currency ) {
	if ( in_array( $currency, LOODS_WHOLE, true ) ) {
		return 0;
	}
	return in_array( $currency, LOODS_THOUSANDS, true ) ? 3 : 2;
}

/**
 * An amount in its currency's minor unit.
 *
 * @param float|string $amount   In the main unit.
 * @param string       $currency Its code.
 * @return int
 */
function loods_minor_units( $amount, $currency ) {
	return max( 0, (int) round( (float) $amount * pow( 10, loods_decimals( $currency ) ) ) );
}

/**
 * An amount for people to read, such as 59.90 EUR.
 *
 * @param int    $amount   In the minor unit.
 * @param string $currency Its code.
 * @return string
 */
function loods_amount_text( $amount, $currency ) {
	$decimals = loods_decimals( $currency );
	return number_format_i18n( (int) $amount / pow( 10, $decimals ), $decimals ) . ' ' . $currency;
}
