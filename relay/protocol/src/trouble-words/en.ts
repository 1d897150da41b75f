import type { TroubleWords } from '../channels.ts'

export const troubleWords: TroubleWords = {
  token: {
    why: 'the token has ended or was revoked',
    text: 'Nothing can be sent: the token has ended or was revoked. Make a new one at Meta, and renew it under Channels.',
  },
  permission: {
    why: 'the token may not send',
    text: 'Nothing can be sent: the token may not. Make one with all permissions at Meta, and renew it under Channels.',
  },
  locked: {
    why: 'Meta locked the account',
    text: 'Meta locked the account. Ask Meta to look at it again, then check it again under Channels.',
  },
  policy: {
    why: 'Meta holds messages back because of its policy',
    text: 'Meta holds your messages back because of its policy. Meta says what it is about; then check it again under Channels.',
  },
  payment: {
    why: 'the way to pay at Meta is missing or was refused',
    text: 'Meta sends no templates: the way to pay is missing or was refused. Answers within 24 hours go on as usual.',
  },
  registration: {
    why: 'the number is no longer registered with WhatsApp',
    text: 'The number is no longer registered with WhatsApp. Register it again at Meta, then check it again under Channels.',
  },
  display_name: {
    why: 'Meta has not approved the name of the number',
    text: 'Meta has not approved the name of your number, and sends nothing until then. Change it at Meta, then check it again under Channels.',
  },
  number_gone: {
    why: 'Meta no longer knows the number or page',
    text: 'This number or page no longer exists at Meta, or the token no longer reaches it. Disconnect it, and connect another one.',
  },
  spam: {
    why: 'Meta holds messages back for a while',
    text: 'Meta holds your messages back for a while because people blocked or reported them. Wait some hours, then check it again under Channels.',
  },
  quality: {
    why: 'people block or report messages more often',
    text: 'People block or report your messages more often than usual. Everything still works; send fewer templates for some days.',
  },
  webhook: {
    why: 'Meta brings nothing here any more',
    text: 'Meta brings nothing here any more: the app is no longer subscribed. You miss what customers write until you connect it again under Channels.',
  },
}
