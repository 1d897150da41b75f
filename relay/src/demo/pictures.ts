import { pictureOf } from './catalogue.ts'
import { paint } from './pictures/brush.ts'
import { drawCategory, drawEvening, drawHero, drawProduct, type Hour } from './pictures/scenes.ts'
import { categories, type Product, products } from './products.ts'

/** Every picture of the shop by its file name, drawn once. */
export function drawPictures(): ReadonlyMap<string, string> {
  return new Map([
    ...products.flatMap(drawVariants),
    ...categories.map(({ id }) => [`category-${id}.svg`, drawCategory(id)] as const),
    ['hero-wide.svg', drawHero('wide')],
    ['hero-tall.svg', drawHero('tall')],
    ['evening.svg', drawEvening()],
    ['icon.svg', icon],
  ])
}

function drawVariants(product: Product): (readonly [string, string])[] {
  const hours: readonly Hour[] = product.lights ? ['day', 'evening'] : ['day']
  return product.variants.flatMap((variant) =>
    hours.map(
      (hour) =>
        [pictureOf(product, variant, hour), drawProduct(product.id, variant.id, hour)] as const,
    ),
  )
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${paint.ink}"/><path d="M11 5h10l5 12H6z" fill="#f2c14e"/><path d="M16 17v7" stroke="${paint.linen}" stroke-width="2.4"/><path d="M9 26.5c2.3-1.6 4.7-1.6 7 0s4.7 1.6 7 0" fill="none" stroke="${paint.linen}" stroke-width="2.4" stroke-linecap="round"/></svg>`
