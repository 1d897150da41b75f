import type { HostTokenAnswer } from '@loods/protocol'
import type { WordPressOptions } from '../support/wordpress/wordpress.ts'
import { openShop, type Shop } from './shop.ts'

/** A shop that sells lamps, with pages of both kinds: of blocks, and of shortcodes. */
export interface WooShop extends Shop {
  /** Ids of what it sells. */
  products: { noot: string; bol: string }
  /** Every page's address, by what it is. */
  paths: typeof PATHS
  /** Moves its orders from posts, where a bare WooCommerce of the tests has them, to WooCommerce's own tables. */
  useOrderTables(): Promise<void>
  /** The shop's owner at the relay, as the admin panel brings them in. */
  merchant(): Promise<HostTokenAnswer>
}

const PATHS = {
  home: '/',
  shop: '/shop/',
  product: '/product/bureaulamp-noot/',
  cart: '/cart/',
  checkout: '/checkout/',
  classicCart: '/klassieke-winkelwagen/',
  classicCheckout: '/klassiek-afrekenen/',
  classicProducts: '/klassieke-producten/',
}

/** Cash on delivery and coupons, no taxes, open to everybody. */
const SEED = `
  WC_Install::create_pages();
  foreach ( array(
    'woocommerce_coming_soon' => 'no',
    'woocommerce_currency' => 'EUR',
    'woocommerce_default_country' => 'NL',
    'woocommerce_store_address' => 'Lampstraat 1',
    'woocommerce_store_city' => 'Utrecht',
    'woocommerce_store_postcode' => '3511 AA',
    'woocommerce_allowed_countries' => 'specific',
    'woocommerce_specific_allowed_countries' => array( 'NL' ),
    'woocommerce_ship_to_countries' => 'disabled',
    'woocommerce_enable_coupons' => 'yes',
    'woocommerce_cod_settings' => array( 'enabled' => 'yes', 'title' => 'Betalen bij ontvangst', 'enable_for_virtual' => 'yes' ),
    'woocommerce_onboarding_profile' => array( 'skipped' => true ),
    'woocommerce_show_marketplace_suggestions' => 'no',
    'woocommerce_allow_tracking' => 'no',
    'woocommerce_task_list_hidden' => 'yes',
  ) as $name => $value ) update_option( $name, $value );
  $ids = array();
  foreach ( array( 'noot' => array( 'Bureaulamp Noot', '59.90' ), 'bol' => array( 'Hanglamp Bol', '129.00' ) ) as $key => $lamp ) {
    $product = new WC_Product_Simple();
    $product->set_name( $lamp[0] );
    $product->set_regular_price( $lamp[1] );
    $product->set_virtual( true );
    $product->save();
    $ids[ $key ] = (string) $product->get_id();
  }
  foreach ( array( 'Klassieke winkelwagen' => '[woocommerce_cart]', 'Klassiek afrekenen' => '[woocommerce_checkout]', 'Klassieke producten' => '[products]' ) as $title => $content ) {
    wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => $title, 'post_content' => $content ) );
  }
  flush_rewrite_rules();
  echo wp_json_encode( $ids );`

/** Opens a shop on the WooCommerce that WOOCOMMERCE_DIR names. Nothing of Loods is in it yet. */
export async function openWooShop(
  env: Record<string, string> = {},
  options: WordPressOptions = {},
): Promise<WooShop> {
  const shop = await openShop(env, { ...options, plugins: [process.env.WOOCOMMERCE_DIR ?? ''] })
  await shop.wordpress.cli('plugin', 'activate', 'woocommerce')
  const products = JSON.parse(await shop.wordpress.php(SEED)) as WooShop['products']
  return {
    ...shop,
    products,
    paths: PATHS,
    async useOrderTables() {
      const { wordpress } = shop
      await wordpress.php(
        'wc_get_container()->get( \\Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\DataSynchronizer::class )->create_database_tables();',
      )
      const sync = 'woocommerce_custom_orders_table_data_sync_enabled'
      await wordpress.cli('option', 'update', sync, 'yes')
      await wordpress.cli('wc', 'hpos', 'sync')
      await wordpress.cli('wc', 'hpos', 'enable')
    },
    async merchant() {
      const signed = 'wp_set_current_user( 1 ); echo loods_sign_member();'
      const token = (await shop.wordpress.php(signed)).trim()
      const [site] = await shop.relay.context.sites.all()
      return shop.relay.json<HostTokenAnswer>(`/host/v1/${site?.key}/token`, {
        body: { token },
        headers: { origin: shop.wordpress.url },
      })
    },
  }
}
