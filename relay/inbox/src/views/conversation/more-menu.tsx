import type { Conversation, Tag } from '@loods/protocol'
import { Ban, Download, Link2 } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useInbox } from '../../app/context.ts'
import { saveFile } from '../../app/save-file.ts'
import { Icon } from '../../parts/icon.tsx'
import { useChange } from './use-change.ts'

interface MoreMenuProps {
  conversation: Conversation
  onDone(): void
  /** What has no room of its own. */
  children?: ComponentChildren
}

/** What is done now and then: labels, a copy, a link, a block. */
export function MoreMenu({ conversation, onDone, children }: MoreMenuProps) {
  const { desk, words } = useInbox()
  const { change } = useChange(conversation)
  const { blocked } = conversation.contact
  const copy = useCopyLink(conversation)
  const download = useTranscript(conversation)
  const then = (work: () => unknown) => () => {
    onDone()
    work()
  }
  return (
    <>
      {children}
      <h3>{words.actions.tags}</h3>
      {desk.tags.value?.length === 0 && <p class="menu-note">{words.actions.noTags}</p>}
      {desk.tags.value?.map((tag) => (
        <TagItem key={tag.id} tag={tag} conversation={conversation} />
      ))}
      <hr />
      <button type="button" class="menu-item" onClick={then(download)}>
        <Icon of={Download} size={16} />
        {words.actions.transcript}
      </button>
      <button type="button" class="menu-item" onClick={then(copy)}>
        <Icon of={Link2} size={16} />
        {words.actions.copyLink}
      </button>
      <button
        type="button"
        class="menu-item danger"
        title={blocked ? undefined : words.actions.blockText}
        onClick={then(() => change({ blocked: !blocked }))}
      >
        <Icon of={Ban} size={16} />
        {blocked ? words.actions.unblock : words.actions.block}
      </button>
    </>
  )
}

function TagItem({ tag, conversation }: { tag: Tag; conversation: Conversation }) {
  const { change } = useChange(conversation)
  const { tagIds } = conversation
  const on = tagIds.includes(tag.id)
  const next = on ? tagIds.filter((id) => id !== tag.id) : [...tagIds, tag.id]
  return (
    <label class="menu-item">
      <input type="checkbox" checked={on} onChange={() => void change({ tagIds: next })} />
      <span class="tag">
        <i style={{ background: tag.color }} />
        {tag.name}
      </span>
    </label>
  )
}

function useCopyLink({ id }: Conversation): () => Promise<void> {
  const { desk, toasts, words } = useInbox()
  return async () => {
    const site = `site=${desk.membership.siteId}&conversation=${id}`
    const page = new URL('/inbox', new URL(desk.api.relayUrl || '/', location.href))
    await navigator.clipboard.writeText(`${page.href}#${site}`)
    toasts.done(words.actions.linkCopied)
  }
}

function useTranscript({ id }: Conversation): () => Promise<void> {
  const { desk, toasts } = useInbox()
  return async () => {
    try {
      const answer = await desk.siteApi.transcript(id, desk.language)
      saveFile(await answer.blob(), fileNameOf(answer) ?? 'chat.txt')
    } catch (error) {
      toasts.failed(error)
    }
  }
}

function fileNameOf(answer: Response): string | undefined {
  return /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
}
