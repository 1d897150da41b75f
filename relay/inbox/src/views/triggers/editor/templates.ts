import { DEFAULT_HOLD_OUT, type Language, type TriggerDefinition } from '@loods/protocol'

export const TEMPLATE_NAMES = ['checkout', 'cart', 'product', 'compare', 'returning'] as const
export type TemplateName = (typeof TEMPLATE_NAMES)[number]

type Template = Omit<TriggerDefinition, 'name'> & { names: Record<Language, string> }

const TEMPLATES: Record<TemplateName, Template> = {
  checkout: {
    names: { nl: 'Vast bij het afrekenen', en: 'Stuck at the checkout' },
    page: '',
    pageKind: 'checkout',
    when: {
      any: [
        { type: 'coupon_failed', min: 2 },
        { type: 'field_errors', min: 2 },
        { type: 'hesitation', min: 2 },
        { type: 'idle_seconds', seconds: 45 },
      ],
    },
    texts: {
      nl: 'Lukt het afrekenen niet helemaal? Ik kijk graag even met je mee.',
      en: 'Is something in the way of your order? I am happy to look along.',
    },
    replies: {
      nl: ['Mijn kortingscode werkt niet', 'Betalen lukt niet', 'Ik heb een andere vraag'],
      en: ['My coupon does not work', 'I cannot pay', 'I have another question'],
    },
    holdOut: DEFAULT_HOLD_OUT,
  },
  cart: {
    names: { nl: 'Weg met een volle wagen', en: 'Leaving with a full cart' },
    page: '',
    pageKind: 'cart',
    when: {
      all: [
        { type: 'cart_items', min: 1 },
        { any: [{ type: 'exit_intent' }, { type: 'idle_seconds', seconds: 60 }] },
      ],
    },
    texts: {
      nl: 'Nog een vraag voordat je bestelt? Ik zoek het graag even voor je uit.',
      en: 'Any question before you order? I am happy to find out for you.',
    },
    replies: {
      nl: ['Wat kost de bezorging?', 'Wanneer heb ik het in huis?', 'Kan ik het terugsturen?'],
      en: ['What does delivery cost?', 'When will it arrive?', 'Can I send it back?'],
    },
    holdOut: DEFAULT_HOLD_OUT,
  },
  product: {
    names: { nl: 'Twijfel over een product', en: 'In doubt about a product' },
    page: '',
    pageKind: 'product',
    when: {
      all: [
        { type: 'visible_seconds', seconds: 45 },
        { type: 'scroll_depth', min: 40 },
        { type: 'cart_items', max: 0 },
      ],
    },
    texts: {
      nl: 'Twijfel je of {product|dit} bij je past? Vraag het me gerust.',
      en: 'Not sure whether {product|this} is right for you? Just ask me.',
    },
    replies: {
      nl: ['Past dit bij mij?', 'Is het op voorraad?'],
      en: ['Is this right for me?', 'Is it in stock?'],
    },
    holdOut: DEFAULT_HOLD_OUT,
  },
  compare: {
    names: { nl: 'Vergelijkt met iets anders', en: 'Comparing with something else' },
    page: '',
    pageKind: 'product',
    when: {
      any: [
        { type: 'back_and_forth', min: 2 },
        { all: [{ type: 'exit_intent' }, { type: 'visible_seconds', seconds: 20 }] },
      ],
    },
    texts: {
      nl: 'Aan het vergelijken? Ik vertel je graag wat het verschil is, ook in prijs en levertijd.',
      en: 'Comparing? I am happy to tell you the difference, in price and delivery too.',
    },
    replies: {
      nl: ['Wat is het verschil?', 'Kan het goedkoper?', 'Hoe snel is het er?'],
      en: ['What is the difference?', 'Is there a better price?', 'How soon can I have it?'],
    },
    delay: 1,
    holdOut: DEFAULT_HOLD_OUT,
  },
  returning: {
    names: { nl: 'Komt terug', en: 'Comes back' },
    page: '',
    when: { all: [{ type: 'returning' }, { type: 'pages', min: 2 }] },
    texts: {
      nl: 'Fijn dat je er weer bent {name}. Kan ik je ergens mee verder helpen?',
      en: 'Good to see you again {name}. Can I help you along?',
    },
    replies: {
      nl: ['Ik zoek iets', 'Een vraag over mijn bestelling'],
      en: ['I am looking for something', 'A question about my order'],
    },
    holdOut: DEFAULT_HOLD_OUT,
  },
}

/** A trigger to begin with, named in the member's language; its words are in both. */
export function templateTrigger(template: TemplateName, language: Language): TriggerDefinition {
  const { names, ...definition } = structuredClone(TEMPLATES[template])
  return { name: names[language], ...definition }
}

/** A new trigger with nothing said yet. */
export function blankTrigger(): TriggerDefinition {
  return {
    name: '',
    page: '',
    when: { type: 'visible_seconds', seconds: 40 },
    texts: { nl: '', en: '' },
    holdOut: DEFAULT_HOLD_OUT,
  }
}
