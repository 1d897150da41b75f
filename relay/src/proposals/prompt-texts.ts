import type { Language, PageKind, TriggerDefinition } from '@loods/protocol'

type Said = Required<Pick<TriggerDefinition, 'texts' | 'replies'>>

/** What helps on a kind of page, in few words. */
const SAID: Record<'home' | 'category' | 'product' | 'cart' | 'checkout' | 'other', Said> = {
  home: {
    texts: {
      nl: 'Zoek je iets? Vertel het even, dan wijzen we je de weg.',
      en: 'Looking for something? Tell us, and we’ll show you the way.',
    },
    replies: {
      nl: ['Ik zoek een cadeau', 'Ik zoek iets bepaalds'],
      en: ['I’m looking for a gift', 'I’m looking for something specific'],
    },
  },
  category: {
    texts: {
      nl: 'Kom je er niet uit? We denken graag mee over wat bij je past.',
      en: 'Hard to choose? We’re happy to think along about what suits you.',
    },
    replies: {
      nl: ['Help me kiezen', 'Wat is het verschil?'],
      en: ['Help me choose', 'What is the difference?'],
    },
  },
  product: {
    texts: {
      nl: 'Twijfel je over {product|dit product}? Vraag het ons gerust.',
      en: 'Not sure about {product|this product}? Feel free to ask us.',
    },
    replies: {
      nl: ['Past dit bij mij?', 'Hoe snel heb ik het?', 'Kan ik het ruilen?'],
      en: ['Is this right for me?', 'How soon do I get it?', 'Can I return it?'],
    },
  },
  cart: {
    texts: {
      nl: 'Nog een vraag over je winkelwagen, over bezorgen of ruilen misschien?',
      en: 'A question about your cart, about delivery or returns maybe?',
    },
    replies: {
      nl: ['Wat kost bezorgen?', 'Kan ik het ruilen?'],
      en: ['What does delivery cost?', 'Can I return it?'],
    },
  },
  checkout: {
    texts: {
      nl: 'Lukt het met afrekenen? We helpen je er zo doorheen.',
      en: 'Is checking out going well? We’ll help you through in a moment.',
    },
    replies: {
      nl: ['Mijn kortingscode werkt niet', 'Betalen lukt niet'],
      en: ['My discount code does not work', 'I cannot pay'],
    },
  },
  other: {
    texts: {
      nl: 'Kunnen we je helpen? Stel je vraag, dan zoeken we het uit.',
      en: 'Can we help? Ask your question and we’ll find out.',
    },
    replies: { nl: ['Ik heb een vraag'], en: ['I have a question'] },
  },
}

/** What to say on a page of this kind. */
export function promptTextsFor(kind: PageKind): Said {
  return SAID[kind === 'thank-you' ? 'other' : kind]
}

/** What a proposed trigger is called in the shop's own list. */
export function proposalName(
  { key, kind }: { key: string; kind: PageKind },
  language: Language,
): string {
  const home = { nl: 'Hulp op de startpagina', en: 'Help on the home page' }
  if (kind === 'home') return home[language]
  const name = { nl: `Hulp op ${key}`, en: `Help on ${key}` }
  return name[language].slice(0, 80)
}
