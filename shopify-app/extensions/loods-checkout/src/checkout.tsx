/// <reference types="@shopify/ui-extensions/purchase.checkout.chat.render" />
import '@shopify/ui-extensions/preact'
import { render } from 'preact'

export default function extension(): void {
  render(<s-chat inlineSize="100px" blockSize="50px" />, document.body)
}
