import { deriveKey } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import type { OutboxHandler } from '../outbox/handler.ts'
import { createLinks, type Links } from './links.ts'
import { type MailHandlerDeps, mailHandlers } from './mail.handlers.ts'
import { createMailQueue, type MailQueue } from './mail.queue.ts'
import { createMailer } from './mailer.ts'
import { createReturnLinks, type ReturnLinks } from './return-links.ts'

/** Mail, from the outbox row to the mail server. */
export interface MailRoom extends Disposable {
  queue: MailQueue
  links: Links
  returnLinks: ReturnLinks
  /** Handlers for the outbox; what they ask of others comes in here. */
  handlers(
    sources: Pick<
      MailHandlerDeps,
      'site' | 'said' | 'lead' | 'firstPage' | 'panel' | 'shopperName'
    >,
  ): OutboxHandler[]
}

export function createMailRoom(deps: {
  db: Database
  writer: Writer
  clock: () => number
  config: {
    secretKey: Buffer
    smtpUrl: string | undefined
    mailFrom: string
    publicUrl: string
  }
}): MailRoom {
  const { writer, config } = deps
  const { secretKey, smtpUrl, publicUrl } = config
  const sealKey = deriveKey(secretKey, 'columns')
  const mailer = createMailer({ smtpUrl, from: config.mailFrom, publicUrl })
  const links = createLinks(publicUrl)
  const returnLinks = createReturnLinks({ db: deps.db, writer, secretKey })
  return {
    queue: createMailQueue({ configured: mailer.configured, sealKey }),
    links,
    returnLinks,
    handlers: (sources) =>
      mailHandlers({ mailer, links, returnLinks, writer, sealKey, ...sources }),
    [Symbol.dispose]: () => mailer.close(),
  }
}
