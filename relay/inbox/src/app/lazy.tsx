import type { Language } from '@loods/protocol'
import { CircleAlert } from 'lucide'
import { type ComponentType, h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { fetchViewWords, type Words } from '../i18n/words.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
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
    const code = useCode(fetchCode)
    if (code === 'missing') return <Missing />
    return loaded && code === 'here' ? h(loaded as ComponentType<object>, props) : null
  }
}

/** Fetches a view's code and the words of the later views. */
function useCode(fetchCode: FetchCode): 'coming' | 'here' | 'missing' {
  const { words, desk } = useInbox()
  const [missing, setMissing] = useState<boolean>()
  useEffect(() => {
    let gone = false
    Promise.all([fetchCode(), fetchViewWords(words, desk.language)]).then(
      () => !gone && setMissing(false),
      () => !gone && setMissing(true),
    )
    return () => {
      gone = true
    }
  }, [])
  if (missing) return 'missing'
  return 'thread' in words ? 'here' : 'coming'
}

/** The relay has a newer version by now, or cannot be reached; a browser asks for a part once only. */
function Missing() {
  const { words } = useInbox()
  return (
    <Empty icon={CircleAlert} title={navigator.onLine ? words.app.outdated : words.line.offline}>
      <Button kind="main" onClick={() => location.reload()}>
        {words.app.reload}
      </Button>
    </Empty>
  )
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
