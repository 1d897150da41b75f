import type { Language } from '@loods/protocol'

interface PromptTexts {
  start: string
  close: string
  from(name: string, shop: string): string
}

export const promptTexts: Record<Language, PromptTexts> = {
  nl: {
    start: 'Stel je vraag',
    close: 'Sluiten',
    from: (name, shop) => `${name} van ${shop}`,
  },
  en: {
    start: 'Ask your question',
    close: 'Close',
    from: (name, shop) => `${name} at ${shop}`,
  },
}
