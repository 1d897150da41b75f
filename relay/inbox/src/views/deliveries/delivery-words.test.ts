import type { FailedDelivery } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { loadWords } from '../../i18n/words.ts'
import { words as nl } from '../words/nl.ts'
import { kindWords, reasonWords } from './delivery-words.ts'

const words = { ...(await loadWords('nl')), ...nl }

const failed = (delivery: Partial<FailedDelivery>) =>
  ({ kind: 'mail.reply', reason: '', ...delivery }) as FailedDelivery

describe('what was given up', () => {
  it('is named, and by a word for all when its kind is newer than this inbox', () => {
    expect(kindWords(words, failed({}))).toBe('Je antwoord per e-mail')
    expect(kindWords(words, failed({ kind: 'whatsapp.send' }))).toBe('Een bezorging')
  })

  it('says why in plain words, and in the relay’s own where it has no others', () => {
    const why = (reason: string) => reasonWords(words, failed({ reason }))
    expect(why('mail server: 550')).toBe('De mailserver weigerde hem (550).')
    expect(why('no mail server')).toBe('De relay kan nog geen mail versturen.')
    expect(why('network out of order (503, 131016)')).toBe(
      'Er was een storing bij Meta. Code 503, 131016.',
    )
    expect(why('network asks for patience (429)')).toContain('geduld')
    expect(why('moon too far')).toBe('Reden: moon too far.')
  })
})
