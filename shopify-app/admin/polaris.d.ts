/** The web components of Shopify's admin, as JSX. */
import '@shopify/polaris-types'
