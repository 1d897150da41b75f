import type { Conversation, ListAnswer } from '@loods/protocol'
import { effect } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { View } from '../api/site-api.ts'
import { sampleConversation } from '../testing/samples.ts'
import { createConversations } from './conversations.ts'
import { createLists } from './lists.ts'

const chat = (id: string, over: Partial<Conversation> = {}) => sampleConversation({ id, ...over })

function open(pages: Partial<Record<View, ListAnswer[]>>) {
  const asked: [View, string | undefined][] = []
  const conversations = createConversations()
  const lists = createLists(
    {
      async list(view, before) {
        asked.push([view, before])
        const answer = pages[view]?.shift()
        if (!answer) throw new Error('no more pages')
        return answer
      },
    },
    conversations,
    'noor',
  )
  return { asked, conversations, lists }
}

const ids = (rows: Conversation[]) => rows.map(({ id }) => id)

describe(createLists, () => {
  it('shows those who wait longest first, then everybody else who is open', async () => {
    const waiting = [chat('b', { waitingSince: 50 }), chat('a', { waitingSince: 20 })]
    const others = [chat('c', { lastMessageAt: 9 }), chat('d', { status: 'snoozed' })]
    const { lists } = open({
      waiting: [{ conversations: waiting, more: false }],
      all: [{ conversations: [...waiting, ...others], more: false }],
    })
    await lists.waitingFirst.load()
    expect(ids(lists.waitingFirst.rows.value)).toEqual(['a', 'b', 'c'])
    expect(ids(lists.waiting.rows.value)).toEqual(['a', 'b'])
  })

  it('shows who waits on the shop’s page before who wrote on WhatsApp a while ago', async () => {
    const waiting = [
      chat('app', { waitingSince: 20, channel: 'whatsapp' }),
      chat('page', { waitingSince: 50 }),
    ]
    const { lists } = open({ waiting: [{ conversations: waiting, more: false }] })
    await lists.waiting.load()
    expect(ids(lists.waiting.rows.value)).toEqual(['page', 'app'])
  })

  it('fetches every page of those who wait, for the first in line may be on the last', async () => {
    const { asked, lists } = open({
      waiting: [
        { conversations: [chat('a', { waitingSince: 9 })], more: true, next: 'page-2' },
        { conversations: [chat('b', { waitingSince: 1 })], more: false },
      ],
    })
    await lists.waiting.load()
    expect(asked).toEqual([
      ['waiting', undefined],
      ['waiting', 'page-2'],
    ])
    expect(ids(lists.waiting.rows.value)).toEqual(['b', 'a'])
  })

  it('leaves out what it knows from elsewhere until its own pages reach it', async () => {
    const { conversations, lists } = open({
      all: [
        { conversations: [chat('new', { lastMessageAt: 90 })], more: true, next: 'x' },
        { conversations: [chat('mid', { lastMessageAt: 50 })], more: false },
      ],
    })
    conversations.put([chat('found by search', { lastMessageAt: 10 })])
    await lists.all.load()
    expect(ids(lists.all.rows.value)).toEqual(['new'])
    await lists.all.load()
    expect(ids(lists.all.rows.value)).toEqual(['new', 'mid', 'found by search'])
  })

  it('follows events without asking again', async () => {
    const { asked, conversations, lists } = open({
      mine: [{ conversations: [chat('a', { assigneeId: 'noor' })], more: false }],
    })
    await lists.mine.load()
    conversations.put([
      chat('a', { assigneeId: 'noor', status: 'closed', rev: 2 }),
      chat('b', { assigneeId: 'noor' }),
      chat('c', { assigneeId: 'piet' }),
    ])
    expect(ids(lists.mine.rows.value)).toEqual(['b'])
    expect(asked).toHaveLength(1)
  })

  it('keeps every page that was here when it is fetched anew, and never shows less meanwhile', async () => {
    const pages = () => [
      { conversations: [chat('new', { lastMessageAt: 90 })], more: true, next: '2' },
      { conversations: [chat('mid', { lastMessageAt: 50 })], more: true, next: '3' },
    ]
    const { asked, lists } = open({ all: [...pages(), ...pages()] })
    await lists.all.load()
    await lists.all.load()
    const shown: number[] = []
    const stop = effect(() => void shown.push(lists.all.rows.value.length))
    await lists.all.refresh()
    stop()
    expect(Math.min(...shown)).toBe(2)
    expect(ids(lists.all.rows.value)).toEqual(['new', 'mid'])
    expect(asked.map(([, before]) => before)).toEqual([undefined, '2', undefined, '2'])
  })

  it('says that it failed, and may be asked again', async () => {
    const { lists } = open({})
    await lists.closed.load()
    expect(lists.closed.state.value).toBe('failed')
  })
})
