/* Stands in for the feature that knows what the shopper allowed. */
Shopify.customerPrivacy = {
  shouldShowBanner: () => Shopify.asksConsent && !localStorage.getItem('consent'),
  analyticsProcessingAllowed() {
    const kept = localStorage.getItem('consent')
    return kept ? kept === 'yes' : !Shopify.asksConsent
  },
  setTrackingConsent({ analytics }, done) {
    localStorage.setItem('consent', analytics ? 'yes' : 'no')
    const detail = {
      analyticsAllowed: analytics,
      preferencesAllowed: analytics,
      marketingAllowed: analytics,
      saleOfDataAllowed: analytics,
    }
    document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail }))
    done()
  },
}
