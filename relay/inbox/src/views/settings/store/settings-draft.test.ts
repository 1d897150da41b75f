import type { SiteSettings } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { createSettingsDraft, type SettingsChange } from './settings-draft.ts'

const settings = {
  name: 'Lamp & Linnen',
  look: { color: '#0b4f6c', side: 'right' },
  texts: { nl: {}, en: {} },
  privacyUrl: 'https://lamp.example/privacy',
} as unknown as SiteSettings

/** A relay that keeps what it is sent, or refuses. */
function relay() {
  const sent: SettingsChange[] = []
  let kept = settings
  const refuse: { error?: Error } = {}
  return {
    sent,
    refuse,
    async send(change: SettingsChange) {
      sent.push(change)
      if (refuse.error) throw refuse.error
      kept = { ...kept, ...(change as Partial<SiteSettings>) }
      return kept
    },
  }
}

describe('settings that are being changed', () => {
  it('show what is typed before it is sent', () => {
    const { send, sent } = relay()
    const draft = createSettingsDraft(settings, send)
    draft.set('look.color', '#112233')
    expect(draft.values.value.look.color).toBe('#112233')
    expect(draft.status('look.color').phase).toBe('typed')
    expect(sent).toEqual([])
  })

  it('send two fields of one object one after the other, so that neither is lost', async () => {
    const { send, sent } = relay()
    const draft = createSettingsDraft(settings, send)
    draft.set('look.color', '#112233')
    draft.set('look.side', 'left')
    void draft.save('look.color')
    await draft.save('look.side')
    expect(sent.at(-1)).toEqual({ look: { color: '#112233', side: 'left' } })
    expect(draft.status('look.color').phase).toBe('saved')
  })

  it('keep what was typed when the relay refuses it, until it is undone', async () => {
    const { send, refuse } = relay()
    const draft = createSettingsDraft(settings, send)
    refuse.error = new Error('refused')
    draft.set('name', '')
    await draft.save('name')
    expect(draft.status('name')).toEqual({ phase: 'failed', error: refuse.error })
    expect(draft.values.value.name).toBe('')
    draft.undo('name')
    expect(draft.values.value.name).toBe('Lamp & Linnen')
  })

  it('do not let one refused field keep its neighbour from being saved', async () => {
    const { send, sent, refuse } = relay()
    const draft = createSettingsDraft(settings, send)
    refuse.error = new Error('refused')
    draft.set('look.color', 'no colour')
    await draft.save('look.color')
    delete refuse.error
    draft.set('look.side', 'left')
    await draft.save('look.side')
    expect(sent.at(-1)).toEqual({ look: { color: '#0b4f6c', side: 'left' } })
  })

  it('say null for a setting that is taken away', async () => {
    const { send, sent } = relay()
    const draft = createSettingsDraft(settings, send)
    draft.set('privacyUrl', undefined)
    await draft.save('privacyUrl')
    expect(sent).toEqual([{ privacyUrl: null }])
  })

  it('go back to what they were although something else is on its way', async () => {
    const { send, sent } = relay()
    const draft = createSettingsDraft(settings, send)
    draft.set('name', 'Lamp')
    const saving = draft.save('name')
    await Promise.resolve()
    draft.set('name', 'Lamp & Linnen')
    await Promise.all([saving, draft.save('name')])
    expect(sent.at(-1)).toEqual({ name: 'Lamp & Linnen' })
    expect(draft.values.value.name).toBe('Lamp & Linnen')
    expect(draft.status('name').phase).toBe('saved')
  })

  it('go on saying what was typed while the last one was on its way', async () => {
    const { send } = relay()
    const draft = createSettingsDraft(settings, send)
    draft.set('name', 'Lamp')
    const saving = draft.save('name')
    await Promise.resolve()
    draft.set('name', 'Lampen')
    await saving
    expect(draft.values.value.name).toBe('Lampen')
    expect(draft.status('name').phase).toBe('typed')
  })
})
