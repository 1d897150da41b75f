import type { Conversation } from '@loods/protocol'
import { Moon } from 'lucide'
import { type Inbox, useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ChannelSign, isNetwork } from '../channel/channel-sign.tsx'
import { saidIn } from '../channel/said.ts'
import { faceOf, nameOf, pageName } from '../people.ts'
import { WaitClock } from '../wait-clock.tsx'

/** One conversation in a list: who, what was said last, and how long they wait. */
export function ConversationRow({ conversation }: { conversation: Conversation }) {
  const inbox = useInbox()
  const { unread } = conversation
  return (
    <>
      <span class="row-face">
        <Avatar name={faceOf(conversation)} />
        <ChannelSign channel={conversation.channel} size={13} />
      </span>
      <span class="row-main">
        <span class="row-line">
          <strong class="cut" dir="auto">
            {nameOf(conversation, inbox.words)}
          </strong>
          <When conversation={conversation} />
        </span>
        <span class="row-line">
          <Preview conversation={conversation} />
          {unread > 0 ? (
            <span class="unread" title={inbox.words.list.unread(unread)}>
              <span aria-hidden="true">{unread}</span>
              <span class="hidden-text">{inbox.words.list.unread(unread)}</span>
            </span>
          ) : (
            <span class="row-where cut">{whereOf(inbox, conversation)}</span>
          )}
        </span>
      </span>
    </>
  )
}

function When({ conversation }: { conversation: Conversation }) {
  const { desk, words } = useInbox()
  const dates = useDates()
  const { waitingSince, status, snoozedUntil, lastMessageAt } = conversation
  if (status === 'snoozed' && snoozedUntil !== undefined) {
    const until = words.list.snoozedUntil(dates.short(snoozedUntil, desk.now.peek()))
    return (
      <span class="row-time" title={until}>
        <Icon of={Moon} size={14} />
        <span class="hidden-text">{until}</span>
      </span>
    )
  }
  if (status === 'open' && waitingSince !== undefined) {
    return <WaitClock conversation={conversation} />
  }
  return <time class="row-time">{dates.short(lastMessageAt, desk.now.peek())}</time>
}

function Preview({ conversation }: { conversation: Conversation }) {
  const inbox = useInbox()
  const { desk, words } = inbox
  if (desk.typing.now.value.get(conversation.id)?.who === 'visitor') {
    return <span class="row-typing cut">{words.list.typing}</span>
  }
  const draft = desk.drafts.read(conversation.id).text.trim()
  if (draft && desk.shown.value !== conversation.id) {
    return (
      <span class="row-preview cut" dir="auto">
        <em>{words.list.draft}:</em> {draft}
      </span>
    )
  }
  return (
    <span class="row-preview cut" dir="auto">
      {previewOf(inbox, conversation)}
    </span>
  )
}

/** The last thing said, as one line. */
function previewOf({ desk, words }: Inbox, { lastMessage, channel }: Conversation): string {
  if (!lastMessage) return words.list.nothingYet
  const { author } = lastMessage
  const said = saidIn(words, lastMessage)
  if (author.kind !== 'member') return said
  const mine = author.id === desk.membership.memberId
  const by = mine ? words.list.you : (author.name ?? (isNetwork(channel) && words.list.theShop))
  return by ? `${by}: ${said}` : said
}

/** Who has it, or where the shopper is. */
function whereOf({ desk }: Inbox, { assigneeId, context, contact }: Conversation): string {
  if (assigneeId && assigneeId !== desk.membership.memberId) {
    return desk.memberName(assigneeId)?.split(' ')[0] ?? ''
  }
  return contact.name && context.page ? pageName(context.page) : ''
}
