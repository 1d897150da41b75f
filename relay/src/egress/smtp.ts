import { createTransport } from 'nodemailer'

/** Milliseconds a mail server gets to accept a connection, to greet, and between two answers. */
const PATIENCE = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 8_000 }

/** A mail, complete: nothing in it is looked up or fetched while it is sent. */
export interface SmtpMail {
  from: string
  to: string
  subject: string
  text: string
  html: string
  messageId: string
}

/** A mail server did not take a mail. Carries no word of the mail and none of the server's address. */
export class SmtpError extends Error {
  override name = 'SmtpError'
  /** True when trying again cannot help, such as for an address that does not exist. */
  readonly permanent: boolean
  readonly code: string

  constructor(cause: unknown) {
    const { permanent, responseCode, code } = cause as {
      permanent?: boolean
      responseCode?: number
      code?: string
    }
    super('the mail server did not take the mail')
    // A wrong name or password is the operator's to mend; the mails wait for that.
    this.permanent = permanent === true && code !== 'EAUTH'
    this.code = String(responseCode ?? code ?? 'unknown')
  }
}

/** Hands mails to the mail server the operator set (SMTP_URL), which may well be a private one. */
export interface Smtp {
  /** @throws SmtpError */
  send(mail: SmtpMail): Promise<void>
  close(): void
}

export function createSmtp(url: string): Smtp {
  const transport = createTransport({
    url,
    ...PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, ...mail }) {
      try {
        await transport.sendMail({
          ...mail,
          // As an object, so that no comma or bracket in it can add a second recipient.
          to: { name: '', address: to },
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
      } catch (error) {
        throw new SmtpError(error)
      }
    },
    close: () => transport.close(),
  }
}
