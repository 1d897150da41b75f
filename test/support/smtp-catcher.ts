import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface CaughtMail {
  /** Addresses of the envelope, not of the headers. */
  from: string
  to: string[]
  mail: Email
}

export interface SmtpCatcher {
  /** For SMTP_URL. */
  url: string
  /** Everything that has arrived, oldest first. */
  mails: CaughtMail[]
  /** The first mail that fits, when it has come; fails after `timeout` milliseconds. */
  waitFor: (fits: (mail: CaughtMail) => boolean, timeout?: number) => Promise<CaughtMail>
  /** While set, every mail is refused with this SMTP reply code (4xx: try later, 5xx: never). */
  refuseWith: (code: number | undefined) => void
  stop: () => Promise<void>
}

/** A mail server on a free loopback port that keeps every mail and sends none on. */
export async function startSmtpCatcher(): Promise<SmtpCatcher> {
  const mails: CaughtMail[] = []
  const arrivals = new EventTarget()
  let refusal: number | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, callback) {
      const { mailFrom, rcptTo } = session.envelope
      const keep = async (): Promise<void> => {
        const mail = await PostalMime.parse(await buffer(stream))
        if (refusal)
          throw Object.assign(new Error('Refused by the test'), { responseCode: refusal })
        const from = mailFrom ? mailFrom.address : ''
        mails.push({ from, to: rcptTo.map(({ address }) => address), mail })
        arrivals.dispatchEvent(new Event('mail'))
      }
      keep().then(() => callback(), callback)
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    waitFor: (fits, timeout = 10_000) => firstFitting(mails, arrivals, fits, timeout),
    refuseWith: (code) => {
      refusal = code
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function firstFitting(
  mails: CaughtMail[],
  arrivals: EventTarget,
  fits: (mail: CaughtMail) => boolean,
  timeout: number,
): Promise<CaughtMail> {
  const signal = AbortSignal.timeout(timeout)
  for (;;) {
    const found = mails.find(fits)
    if (found) return found
    await once(arrivals, 'mail', { signal })
  }
}
