import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { alternate, type Bench, goal } from '../harness/bench.ts'
import { medians } from '../harness/statistics.ts'
import { firstChat } from './first-chat.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SET_UP_LINK = /(http:\/\/127\.0\.0\.1:\d+)\/inbox#set-up=(\S+)/
const LISTENS = /Loods listens on (http:\S+)/
const ROUNDS = 2
const FIRST_GOAL = 60
const AGAIN_GOAL = 2

/** Seconds from `npm start` in a fresh clone to the first answer in a chat, and of a second start to its address. */
type Start = { first: number; again: number }

/** How long somebody waits who tries Loods for the first time. */
export const start: Bench = {
  name: 'start',
  async run(options) {
    const rounds = Math.min(ROUNDS, options.rounds)
    const { clone = [] } = await alternate({ clone: measure }, { ...options, rounds })
    const { first, again } = medians(clone)
    return {
      tables: [
        {
          title: 'npm start (medians)',
          columns: ['start', 'seconds'],
          rows: [
            ['fresh clone to the first answer', first],
            ['second start to its address', again],
          ],
        },
      ],
      notes: [
        goal(`first chat within ${FIRST_GOAL} s`, first <= FIRST_GOAL, `${first.toFixed(1)} s`),
        goal(`second start within ${AGAIN_GOAL} s`, again <= AGAIN_GOAL, `${again.toFixed(1)} s`),
      ],
      measured: clone,
    }
  },
}

async function measure(): Promise<Start> {
  const folder = mkdtempSync(join(tmpdir(), 'loods-clone-'))
  try {
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${ROOT}`, folder])
    const first = await timeStart(folder, SET_UP_LINK, ([, url = '', secret = '']) =>
      firstChat(url, secret),
    )
    return { first, again: await timeStart(folder, LISTENS, async () => {}) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds until `npm start` has said what was waited for and `then` is done. */
async function timeStart(
  folder: string,
  awaited: RegExp,
  then: (match: RegExpExecArray) => Promise<void>,
): Promise<number> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await then(await lineMatching(child, awaited))
    return (performance.now() - began) / 1_000
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
}

function lineMatching(child: ChildProcess, awaited: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('npm needs an output')
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = awaited.exec(line)
      if (match) resolve(match)
    })
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}`)))
  })
}
