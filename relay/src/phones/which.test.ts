import { describe, expect, it } from 'vitest'
import { whichChat } from './which.ts'

describe(whichChat, () => {
  it('answers the quoted chat, however many others there are', () => {
    const known = { quote: { conversationId: 'b' }, active: ['a', 'c'], older: [] }
    expect(whichChat(known)).toEqual({ kind: 'this', conversationId: 'b' })
  })

  it('answers the only active chat where nothing is quoted', () => {
    const known = { quote: undefined, active: ['a'], older: ['b', 'c'] }
    expect(whichChat(known)).toEqual({ kind: 'this', conversationId: 'a' })
  })

  it('asks where there are two, and where only older ones are open', () => {
    const two = { quote: undefined, active: ['a', 'b'], older: [] }
    expect(whichChat(two)).toEqual({ kind: 'ask', among: ['a', 'b'] })
    const old = { quote: undefined, active: [], older: ['c'] }
    expect(whichChat(old)).toEqual({ kind: 'ask', among: ['c'] })
  })

  it('asks where what is quoted is a message of ours or nothing we know, even with one chat', () => {
    for (const conversationId of [null, undefined]) {
      const known = { quote: { conversationId }, active: ['a'], older: [] }
      expect(whichChat(known)).toEqual({ kind: 'ask', among: ['a'] })
    }
  })

  it('lists ten chats at most, and says when there is none', () => {
    const active = Array.from({ length: 14 }, (_, i) => `c${i}`)
    expect(whichChat({ quote: undefined, active, older: ['z'] })).toEqual({
      kind: 'ask',
      among: active.slice(0, 10),
    })
    expect(whichChat({ quote: undefined, active: [], older: [] })).toEqual({ kind: 'none' })
  })
})
