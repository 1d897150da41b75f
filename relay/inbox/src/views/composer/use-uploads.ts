import type { ChannelThread, Conversation, FileInfo } from '@loods/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../../api/client.ts'
import { uploadFile } from '../../api/upload.ts'
import { newCid } from '../../app/cid.ts'
import { useInbox } from '../../app/context.ts'
import { errorWords } from '../../app/toasts.ts'
import type { Words } from '../../i18n/words.ts'
import { refusalOf } from './file-limits.ts'

/** A file on its way to the relay, or there and ready to be sent. */
export interface Attachment {
  key: string
  name: string
  file: Blob
  seconds?: number
  /** Part that is up, 0 to 1. */
  part: number
  /** There: it can be sent. */
  info?: FileInfo
  /** Why it did not get there, in words. */
  problem?: string
}

export interface Uploads {
  all: Attachment[]
  busy: boolean
  add(files: Iterable<File>): void
  addVoice(file: Blob, seconds: number): void
  retry(key: string): void
  remove(key: string): void
  /** Hands over what is ready and forgets it. */
  take(): FileInfo[]
}

/** What only the file can mend is said as it is; everything else is worth another try. */
function problemOf(words: Words, error: unknown): string {
  const code = error instanceof ApiError ? error.code : undefined
  const final = code === 'unsupported_file' || code === 'too_large'
  return final ? errorWords(words, error) : words.composer.uploadFailed
}

/** Files added to a reply: they go up at once, and are sent with it. */
export function useUploads({ id }: Conversation, over: ChannelThread['kind'] | undefined): Uploads {
  const { desk, words, toasts } = useInbox()
  const [all, setAll] = useState<Attachment[]>([])
  const running = useRef(new Map<string, AbortController>()).current
  const path = `/api/sites/${desk.membership.siteId}/conversations/${id}/files`

  useEffect(
    () => () => {
      for (const abort of running.values()) abort.abort()
    },
    [],
  )

  function update(key: string, change: Partial<Attachment>): void {
    setAll((known) => known.map((each) => (each.key === key ? { ...each, ...change } : each)))
  }

  async function run(attachment: Attachment): Promise<void> {
    const { key } = attachment
    const abort = new AbortController()
    running.set(key, abort)
    try {
      const info = await uploadFile(desk.api, path, {
        ...attachment,
        onProgress: (part) => update(key, { part }),
        signal: abort.signal,
      })
      update(key, { info, part: 1 })
    } catch (error) {
      if (!abort.signal.aborted) update(key, { problem: problemOf(words, error) })
    } finally {
      running.delete(key)
    }
  }

  function start(file: Blob, name: string, seconds?: number): void {
    const refusal = refusalOf(words, { name, type: file.type, size: file.size }, over)
    if (refusal) {
      toasts.problem(refusal)
      return
    }
    const attachment = { key: newCid(), name, file, part: 0, ...(seconds && { seconds }) }
    setAll((known) => [...known, attachment])
    void run(attachment)
  }

  function remove(key: string): void {
    running.get(key)?.abort()
    setAll((known) => known.filter((each) => each.key !== key))
  }

  return {
    all,
    busy: all.some(({ info, problem }) => !info && !problem),
    add(files) {
      for (const file of files) start(file, file.name || 'file')
    },
    addVoice: (file, seconds) => start(file, words.thread.voice, seconds),
    retry(key) {
      const known = all.find((each) => each.key === key)
      if (!known) return
      const { problem: _, ...again } = known
      setAll(all.map((each) => (each.key === key ? { ...again, part: 0 } : each)))
      void run(again)
    },
    remove,
    take() {
      const ready = all.filter(({ info }) => info)
      setAll(all.filter(({ info }) => !info))
      return ready.map(({ info }) => info as FileInfo)
    },
  }
}
