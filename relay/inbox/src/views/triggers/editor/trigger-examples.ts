import type { TriggerDefinition } from '@loods/protocol'
import type { EditorWords } from './i18n/words.ts'

type ExampleName = keyof EditorWords['examples']

const WHERE_AND_WHEN: Record<ExampleName, Pick<TriggerDefinition, 'pageKind' | 'when'>> = {
  checkout: { pageKind: 'checkout', when: { type: 'idle_seconds', seconds: 40 } },
  product: { pageKind: 'product', when: { type: 'visible_seconds', seconds: 60 } },
  cart: { pageKind: 'cart', when: { type: 'exit_intent' } },
}

/** Offers to begin with: where shoppers most often get stuck or leave. */
export function exampleTriggers({ examples }: EditorWords): TriggerDefinition[] {
  return (Object.keys(WHERE_AND_WHEN) as ExampleName[]).map((key) => {
    const { name, nl, en } = examples[key]
    return { name, page: '', ...WHERE_AND_WHEN[key], texts: { nl, en } }
  })
}

/** A new offer with nothing chosen yet. */
export const BLANK_TRIGGER: TriggerDefinition = {
  name: '',
  page: '',
  when: { type: 'visible_seconds', seconds: 40 },
  texts: { nl: '', en: '' },
}
