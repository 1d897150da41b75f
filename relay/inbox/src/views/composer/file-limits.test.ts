import { MAX_FILE_BYTES } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import type { Words } from '../../i18n/words.ts'
import { words as channel } from '../channel/words/en.ts'
import { words as view } from '../words/en.ts'
import { refusalOf } from './file-limits.ts'

const words = { ...view, channel } as unknown as Words
const photo = { name: 'lamp.jpg', type: 'image/jpeg', size: 6_000_000 }

describe(refusalOf, () => {
  it('says before it goes up that a picture is too large for where it goes', () => {
    expect(refusalOf(words, photo, undefined)).toBeUndefined()
    expect(refusalOf(words, photo, 'messenger')).toBeUndefined()
    expect(refusalOf(words, photo, 'whatsapp')).toContain('at most 5 MB')
  })

  it('takes nothing that the relay would not take', () => {
    const film = { name: 'lamp.pdf', type: 'application/pdf', size: MAX_FILE_BYTES + 1 }
    expect(refusalOf(words, film, 'whatsapp')).toBe(view.composer.fileTooLarge('lamp.pdf'))
  })
})
