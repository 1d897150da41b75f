import { type ComponentType, h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from './context.ts'

const WAITING: (() => Promise<unknown>)[] = []

/**
 * A view whose code is fetched when it is first shown, or before, while nothing else is to do.
 * @param load imports the module
 * @param name the component's name in it
 */
export function lazyView<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined

  async function fetchCode(): Promise<void> {
    loaded ??= (await load())[name]
  }
  WAITING.push(fetchCode)

  return function LazyView(props: Props) {
    const { toasts } = useInbox()
    const [, redraw] = useState(0)
    useEffect(() => {
      if (loaded) return
      let gone = false
      fetchCode()
        .then(() => !gone && redraw(1))
        .catch((error) => toasts.failed(error))
      return () => {
        gone = true
      }
    }, [])
    return loaded ? h(loaded as ComponentType<object>, props) : null
  }
}

/** Fetches the code of all views that were not shown yet, one after the other, once the page is calm. */
export async function fetchLazyViews(): Promise<void> {
  for (const fetchCode of WAITING.splice(0)) {
    await new Promise<void>((calm) => {
      if ('requestIdleCallback' in window) requestIdleCallback(() => calm())
      else setTimeout(calm, 200)
    })
    await fetchCode().catch(() => undefined)
  }
}
