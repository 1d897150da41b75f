import type { Channel } from '@loods/protocol'
import { useInbox } from '../../app/context.ts'

/** What each channel is called by everybody; the shop's page has no sign. */
export const CHANNEL_NAMES = { whatsapp: 'WhatsApp', messenger: 'Messenger' } as const

type Network = keyof typeof CHANNEL_NAMES

export function isNetwork(channel: Channel | undefined): channel is Network {
  return channel === 'whatsapp' || channel === 'messenger'
}

/** A balloon with a receiver, and one with a flash: our own drawings, in the colour of the text. */
const SHAPES: Record<Network, { line: string; fill?: string }> = {
  whatsapp: {
    line: 'M12 2.9a9.1 9.1 0 0 0-7.8 13.8L3 21.1l4.5-1.2A9.1 9.1 0 1 0 12 2.9Z',
    fill: 'M9.6 7.4 8 8.5c-.3 3.6 3.9 7.8 7.5 7.5l1.1-1.6-2.2-1.5-1.1.8c-1.2-.5-2.5-1.8-3-3l.8-1.1Z',
  },
  messenger: {
    line: 'M12 3c-5.1 0-9.1 3.6-9.1 8.2 0 2.6 1.2 4.9 3.2 6.4V21l3-1.7c.9.3 1.9.4 2.9.4 5.1 0 9.1-3.7 9.1-8.4S17.1 3 12 3ZM7.3 13.4l3.1-3.2 2.9 2.3 3.4-2.6',
  },
}

/** The small sign of a channel; nothing for the shop's own page. */
export function ChannelSign({
  channel,
  size = 14,
}: {
  channel: Channel | undefined
  size?: number
}) {
  const { words } = useInbox()
  if (!isNetwork(channel)) return null
  const { line, fill } = SHAPES[channel]
  return (
    <span class="channel-sign" title={words.list.over(CHANNEL_NAMES[channel])}>
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width={size < 16 ? 2.4 : 2}
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d={line} />
        {fill && <path d={fill} fill="currentColor" stroke="none" />}
      </svg>
      <span class="hidden-text">{words.list.over(CHANNEL_NAMES[channel])}</span>
    </span>
  )
}
