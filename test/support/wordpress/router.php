<?php
/**
 * What a web server's rewrite rules would do: pretty permalinks, and no database or log for visitors.
 */

$loods_path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );

if ( preg_match( '#/\.|\.(sqlite|log)$#', $loods_path ) ) {
	http_response_code( 404 );
	return true;
}

$loods_file = $_SERVER['DOCUMENT_ROOT'] . $loods_path;
if ( is_dir( $loods_file ) ) {
	$loods_file = rtrim( $loods_file, '/' ) . '/index.php';
}
if ( is_file( $loods_file ) && 'php' !== pathinfo( $loods_file, PATHINFO_EXTENSION ) ) {
	return false;
}
$loods_script = is_file( $loods_file ) ? $loods_file : $_SERVER['DOCUMENT_ROOT'] . '/index.php';

$_SERVER['SCRIPT_FILENAME'] = $loods_script;
$_SERVER['SCRIPT_NAME']     = substr( $loods_script, strlen( $_SERVER['DOCUMENT_ROOT'] ) );
$_SERVER['PHP_SELF']        = $_SERVER['SCRIPT_NAME'];
chdir( dirname( $loods_script ) );
require $loods_script;
return true;
