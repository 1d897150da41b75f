import { type ComponentType, h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from './context.ts'

/**
 * A view whose code is fetched when it is first shown.
 * @param load imports the module
 * @param name the component's name in it
 */
export function lazyView<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined

  return function LazyView(props: Props) {
    const { toasts } = useInbox()
    const [, redraw] = useState(0)
    useEffect(() => {
      if (loaded) return
      let gone = false
      load()
        .then((module) => {
          loaded = module[name]
          if (!gone) redraw(1)
        })
        .catch((error) => toasts.failed(error))
      return () => {
        gone = true
      }
    }, [])
    return loaded ? h(loaded as ComponentType<object>, props) : null
  }
}
