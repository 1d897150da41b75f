/* What Shopify itself puts into the head of every page, after its object `Shopify`. */
Shopify.loadFeatures = (features, done) => {
  if (!features.some(({ name }) => name === 'consent-tracking-api')) {
    done(new Error('there is no such feature'))
    return
  }
  const script = document.createElement('script')
  script.src = Shopify.privacyPath
  script.onload = () => done()
  script.onerror = done
  document.head.append(script)
}

function showBanner() {
  if (!Shopify.asksConsent || localStorage.getItem('consent')) return
  const banner = document.createElement('div')
  banner.setAttribute('role', 'alertdialog')
  banner.style.cssText =
    'position:fixed;left:0;right:0;bottom:0;padding:16px;background:#fff;border-top:1px solid #ccc'
  banner.append('Mogen we bijhouden welke pagina’s je bekijkt? ')
  const choices = { Ja: true, Nee: false }
  for (const [text, analytics] of Object.entries(choices)) {
    const button = document.createElement('button')
    button.textContent = text
    button.onclick = () => {
      banner.remove()
      Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], () =>
        Shopify.customerPrivacy.setTrackingConsent({ analytics }, () => {}),
      )
    }
    banner.append(button, ' ')
  }
  document.body.append(banner)
}

document.addEventListener('DOMContentLoaded', showBanner)
