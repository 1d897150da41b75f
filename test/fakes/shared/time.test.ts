import { expect, test } from 'vitest'
import { createTime } from './time.ts'

test('a clock that stands still moves only when it is told to, and runs what falls due in order', async () => {
  const time = createTime({ startAt: 1000, running: false })
  const ran: string[] = []
  time.after(300, () => void ran.push(`c at ${time.now()}`))
  time.after(100, () => void ran.push(`a at ${time.now()}`))
  time.after(100, () => void ran.push(`b at ${time.now()}`))
  const cancel = time.after(200, () => void ran.push('never'))
  cancel()
  await time.advance(250)
  expect(ran).toEqual(['a at 1100', 'b at 1100'])
  expect(time.now()).toBe(1250)
  await time.advance(50)
  expect(ran).toHaveLength(3)
})

test('advancing waits for what began, and runs what was planned meanwhile', async () => {
  const time = createTime({ startAt: 0, running: false })
  const ran: number[] = []
  time.after(10, async () => {
    await new Promise((resolve) => setImmediate(resolve))
    time.after(10, () => void ran.push(time.now()))
  })
  await time.advance(30)
  expect(ran).toEqual([20])
})

test('thousands of tasks run by their moment, whatever order they came in', async () => {
  const time = createTime({ startAt: 0, running: false })
  const ran: number[] = []
  for (let index = 0; index < 5000; index += 1) {
    time.after((index * 7919) % 5003, () => void ran.push(time.now()))
  }
  await time.advance(6000)
  expect(ran).toHaveLength(5000)
  expect(ran).toEqual(ran.toSorted((a, b) => a - b))
})

test('a running clock can be moved a day ahead', async () => {
  const time = createTime({ startAt: 0, running: true })
  const ran = new Promise<void>((resolve) => void time.after(86_400_000, () => resolve()))
  await time.advance(86_400_000)
  await ran
  expect(time.now()).toBeGreaterThanOrEqual(86_400_000)
  time.stop()
})
