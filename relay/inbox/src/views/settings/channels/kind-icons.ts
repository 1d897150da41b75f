import type { ChannelView } from '@loods/protocol'
import { type IconNode, MessageCircle, MessagesSquare } from 'lucide'

export const KIND_ICONS: Record<ChannelView['kind'], IconNode> = {
  whatsapp: MessageCircle,
  messenger: MessagesSquare,
}
