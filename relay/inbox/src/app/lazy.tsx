import type { Language } from '@loods/protocol'
import { type ComponentType, h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { fetchViewWords, type Words } from '../i18n/words.ts'
import { useInbox } from './context.ts'

type FetchCode = () => Promise<void>

const ALL: FetchCode[] = []

/**
 * A view whose code is fetched when it is first shown, or before, while nothing else is to do.
 * @param load imports its module and gives the component
 */
export function lazyView<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined

  async function fetchCode(): Promise<void> {
    loaded ??= await load()
  }
  ALL.push(fetchCode)

  return function LazyView(props: Props) {
    const ready = useCode(fetchCode)
    return loaded && ready ? h(loaded as ComponentType<object>, props) : null
  }
}

/** Fetches a view's code and the words of the later views; true once both are here. */
function useCode(fetchCode: FetchCode): boolean {
  const { toasts, words, desk } = useInbox()
  const [, redraw] = useState(0)
  useEffect(() => {
    let gone = false
    Promise.all([fetchCode(), fetchViewWords(words, desk.language)])
      .then(() => !gone && redraw(1))
      .catch((error: unknown) => toasts.failed(error))
    return () => {
      gone = true
    }
  }, [])
  return 'thread' in words
}

/** Fetches the code of all views, one after the other, once the page is calm. */
export async function fetchLazyViews(words: Words, language: Language): Promise<void> {
  for (const fetchCode of [() => fetchViewWords(words, language), ...ALL]) {
    await new Promise<void>((calm) => {
      if ('requestIdleCallback' in window) requestIdleCallback(() => calm())
      else setTimeout(calm, 200)
    })
    await fetchCode().catch(() => undefined)
  }
}
