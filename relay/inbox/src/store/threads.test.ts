import type { HistoryAnswer } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { sampleMessage } from '../testing/samples.ts'
import { createThreads } from './threads.ts'

const CHAT = sampleMessage().conversationId
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => sampleMessage({ seq: from + at }))

async function open(answers: HistoryAnswer[]) {
  const asked: (number | undefined)[] = []
  const threads = createThreads(async (_, before) => {
    asked.push(before)
    const answer = answers.shift()
    if (!answer) throw new Error('nothing more')
    return answer
  })
  const thread = threads.open(CHAT)
  await settle()
  const seqs = () => thread.messages.value.map(({ seq }) => seq)
  return { asked, threads, thread, seqs }
}

const settle = () => new Promise((done) => setTimeout(done))

describe(createThreads, () => {
  it('puts older pages before what is known', async () => {
    const { asked, threads, thread, seqs } = await open([
      { messages: range(51, 53), more: true },
      { messages: range(49, 50), more: false },
    ])
    await threads.older(CHAT)
    expect(asked).toEqual([undefined, 51])
    expect(seqs()).toEqual([49, 50, 51, 52, 53])
    expect(thread.more.value).toBe(false)
  })

  it('goes back as far as a message somebody looks for, also before the first page has come', async () => {
    const answers = [
      { messages: range(51, 53), more: true },
      { messages: range(48, 50), more: true },
      { messages: range(45, 47), more: true },
    ]
    const asked: (number | undefined)[] = []
    const threads = createThreads(async (_, before) => {
      asked.push(before)
      return answers.shift() as HistoryAnswer
    })
    const thread = threads.open(CHAT)
    await threads.reach(CHAT, 46)
    expect(asked).toEqual([undefined, 51, 48])
    expect(thread.messages.value.map(({ seq }) => seq)).toEqual(range(45, 53).map((m) => m.seq))
    await threads.reach(CHAT, 50)
    expect(asked).toHaveLength(3)
  })

  it('takes the next message as it comes, twice without harm', async () => {
    const { threads, seqs } = await open([{ messages: range(1, 2), more: false }])
    threads.take(sampleMessage({ seq: 3 }))
    threads.take(sampleMessage({ seq: 3 }))
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('takes what comes while its first page is on its way, made before that', async () => {
    const answers: ((page: HistoryAnswer) => void)[] = []
    const threads = createThreads(() => new Promise((answer) => answers.push(answer)))
    const thread = threads.open(CHAT)
    threads.take(sampleMessage({ seq: 2, text: 'gewijzigd', rev: 2 }))
    threads.take(sampleMessage({ seq: 3 }))
    answers[0]?.({ messages: range(1, 2), more: false })
    await settle()
    expect(thread.messages.value.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(thread.messages.value[1]).toMatchObject({ text: 'gewijzigd' })
    expect(answers).toHaveLength(1)
  })

  it('leaves what changed in an older page to that page', async () => {
    const { threads, seqs } = await open([{ messages: range(51, 53), more: true }])
    threads.take(sampleMessage({ seq: 10, rev: 2 }))
    expect(seqs()).toEqual([51, 52, 53])
  })

  it('fetches again when a number is missing, rather than show a hole', async () => {
    const { threads, seqs } = await open([
      { messages: range(1, 2), more: false },
      { messages: range(1, 5), more: false },
    ])
    threads.take(sampleMessage({ seq: 5 }))
    expect(seqs()).toEqual([1, 2])
    await settle()
    expect(seqs()).toEqual([1, 2, 3, 4, 5])
  })

  it('starts over from the newest page when it does not touch what is known', async () => {
    const { threads, thread, seqs } = await open([
      { messages: range(1, 2), more: false },
      { messages: range(60, 62), more: true },
    ])
    threads.reset(CHAT)
    await settle()
    expect(seqs()).toEqual([60, 61, 62])
    expect(thread.more.value).toBe(true)
  })

  it('keeps of two copies the one that was changed last', async () => {
    const { threads, thread } = await open([{ messages: range(1, 1), more: false }])
    threads.take(sampleMessage({ seq: 1, text: 'corrected', rev: 3 }))
    threads.take(sampleMessage({ seq: 1, text: 'late', rev: 2 }))
    expect(thread.messages.value[0]?.text).toBe('corrected')
  })

  it('says that it failed and tries again when asked', async () => {
    const { threads, thread } = await open([])
    expect(thread.state.value).toBe('failed')
    await threads.reload(CHAT)
    expect(thread.state.value).toBe('failed')
  })
})
