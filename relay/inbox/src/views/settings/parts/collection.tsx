import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Loaded } from '../../../app/use-loaded.ts'
import { Confirm } from '../../../parts/confirm.tsx'
import { WhenLoaded } from '../../../parts/section.tsx'
import { useSettings } from '../settings-context.ts'

/** Opens what lies over a collection: the form of a thing, or the question before it goes. */
export interface Opener<Item, Draft> {
  form(draft: Draft): void
  remove(item: Item): void
}

interface CollectionProps<Item, Draft> {
  of: Loaded<Item[]>
  /** Nothing is here yet: what that means, and how to begin. */
  empty(open: Opener<Item, Draft>): ComponentChildren
  list(items: Item[], open: Opener<Item, Draft>): ComponentChildren
  form(draft: Draft, close: () => void): ComponentChildren
  removal(item: Item): { title: string; text: string; remove(): Promise<unknown> }
}

type Over<Item, Draft> = { draft: Draft } | { going: Item } | undefined

/** Things a shop makes, changes and removes, such as tags: their list, a form, and the way out. */
export function Collection<Item, Draft>(props: CollectionProps<Item, Draft>) {
  const { of, empty, list, form, removal } = props
  const { words } = useSettings()
  const [over, setOver] = useState<Over<Item, Draft>>()
  const close = () => setOver(undefined)
  const open = {
    form: (draft: Draft) => setOver({ draft }),
    remove: (going: Item) => setOver({ going }),
  }
  const going = over && 'going' in over ? removal(over.going) : undefined
  return (
    <>
      <WhenLoaded of={of}>
        {(items) => <>{items.length === 0 ? empty(open) : list(items, open)}</>}
      </WhenLoaded>
      {over && 'draft' in over && form(over.draft, close)}
      {going && (
        <Confirm
          title={going.title}
          text={going.text}
          action={words.actions.remove}
          onClose={close}
          onConfirm={async () => {
            await going.remove()
            await of.reload()
          }}
        />
      )}
    </>
  )
}
