import { createSmtp, type Smtp } from '../egress/smtp.ts'
import type { ComposedMail } from './compose.ts'

/** Sends mails, or says that it cannot. */
export interface Mailer {
  /** False without SMTP_URL: everything else works, and settings say what does not. */
  readonly configured: boolean
  /**
   * @param id of the outbox row: the mail's Message-ID, the same at every attempt, so that a mail
   *   program shows a repeated one once
   * @throws SmtpError when the mail server did not take it
   */
  send(id: string, to: string, mail: ComposedMail): Promise<void>
  close(): void
}

export function createMailer(options: {
  smtpUrl: string | undefined
  from: string
  publicUrl: string
}): Mailer {
  const { smtpUrl, from } = options
  const domain = new URL(options.publicUrl).hostname
  const smtp: Smtp | undefined = smtpUrl === undefined ? undefined : createSmtp(smtpUrl)
  return {
    configured: smtp !== undefined,
    async send(id, to, mail) {
      if (!smtp) throw new Error('no mail server is set (SMTP_URL)')
      await smtp.send({ ...mail, from, to, messageId: `<${id}@${domain}>` })
    },
    close: () => smtp?.close(),
  }
}
