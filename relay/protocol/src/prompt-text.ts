import type { Language, ShopContext } from './entities.ts'

/** What may stand in a prompt, as it is at this moment. */
export type PromptVariables = Partial<Record<'product' | 'cart' | 'name', string>>

/**
 * A prompt's text with its variables filled in: `{name}`, or `{name|there}` with what is said when it is
 * not known. One that is not known and says nothing else is left out, with the space before it.
 */
export function fillPrompt(text: string, known: PromptVariables): string {
  return text.replace(
    /( ?)\{(product|cart|name)(?:\|([^{}]*))?\}/g,
    (_, space: string, name: keyof PromptVariables, other?: string) => {
      const value = known[name] || other
      return value ? space + value : ''
    },
  )
}

/** What may stand in a prompt, of what the page said of product and cart. */
export function promptVariables(
  { product, cart }: Pick<ShopContext, 'product' | 'cart'>,
  language: Language,
): PromptVariables {
  const style = { style: 'currency', currency: cart?.currency ?? 'EUR' } as const
  return {
    ...(product && { product: product.title }),
    ...(cart?.total !== undefined && { cart: cart.total.toLocaleString(language, style) }),
  }
}
