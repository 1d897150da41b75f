import type { Language } from '@loods/protocol'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from './context.ts'

/** The words of one view, in the member's language; undefined until they are here. */
export function useOwnWords<Words>(
  load: (language: Language) => Promise<Words>,
): Words | undefined {
  const { desk, toasts } = useInbox()
  const [words, setWords] = useState<Words>()
  useEffect(() => {
    load(desk.language)
      .then((loaded) => setWords(() => loaded))
      .catch((error: unknown) => toasts.failed(error))
  }, [])
  return words
}
