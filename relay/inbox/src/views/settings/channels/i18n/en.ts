import type { ChannelTroubleCode } from '@loods/protocol'
import { troubleWords } from '@loods/protocol/trouble-words/en'

/** English. */
export const words = {
  kinds: {
    whatsapp: {
      name: 'WhatsApp',
      gives:
        'Customers write to your business number, you answer here. A chat that began in your shop can go on in WhatsApp.',
      needs: 'About fifteen minutes, and a phone number that is not in use in WhatsApp.',
      connect: 'Connect WhatsApp',
      another: 'Connect another number',
    },
    messenger: {
      name: 'Messenger',
      gives: 'What customers write to your Facebook page arrives here, between your other chats.',
      needs: 'About ten minutes, and the right to manage the page.',
      connect: 'Connect Messenger',
      another: 'Connect another page',
    },
  },
  ownPhone: {
    title: 'Only want to answer on your own phone?',
    text: 'Chats from your shop can come to your own WhatsApp. That needs no Meta account and none of this.',
    none: 'Chats from your shop can also come to your own WhatsApp. Connect a number first, then pair your phone in your profile.',
    number:
      'Chats from your shop can come to your own WhatsApp as well. Pair your phone in your profile.',
    go: 'To your profile',
  },
  state: {
    on: 'Works',
    paused: 'Receives, does not send',
    warned: 'Needs attention',
    begun: 'Not finished',
    untried: 'Not tried yet',
  },
  receipts: {
    label: 'Show that you have read',
    hint: 'Customers see there that their message was read, and that somebody is writing. Off: neither.',
  },
  missing: {
    begun: {
      text: 'Meta does not know yet that messages go here. Until then nothing comes in.',
      action: 'Go on connecting',
    },
    untried: {
      text: 'All is set up, but no message has come in yet. Send yourself a test; then you know before a customer writes.',
      action: 'Send a test',
    },
  },
  facts: {
    quality: 'Quality',
    qualities: { green: 'Good', yellow: 'Under pressure', red: 'Low' },
    limit: 'Can start chats with',
    people: (count: string) => `${count} people a day`,
    token: 'Token ends',
    heard: 'Last news from Meta',
    never: 'None yet',
    checked: 'Checked',
  },
  actions: {
    templates: 'Templates',
    renew: 'Renew token',
    again: 'Check again',
    checking: 'Checking…',
    hours: 'Opening hours in profile',
    disconnect: 'Disconnect',
    disconnectAll: 'Revoke all tokens',
    more: (name: string) => `More for ${name}`,
    back: 'All channels',
  },
  checkedNow: 'Checked. Everything is as it should be.',
  troubles: troubleWords,
  remedies: {
    token: 'Renew token',
    permission: 'Renew token',
    locked: 'Open Meta support',
    policy: 'Open Meta support',
    payment: 'Open payments at Meta',
    registration: 'Open numbers at Meta',
    display_name: 'Open numbers at Meta',
    number_gone: 'Disconnect',
    spam: 'Check again',
    quality: 'Open numbers at Meta',
    webhook: 'Connect to Meta again',
  } satisfies Record<ChannelTroubleCode, string>,
  disconnect: {
    title: (name: string) => `Disconnect ${name}?`,
    text: 'The token and app secret are deleted here at once. Conversations stay, but you can no longer answer there until you connect it again.',
    also: 'Delete the token at Meta as well if somebody may have seen it.',
    done: (name: string) => `${name} is disconnected`,
    allTitle: 'Revoke all tokens?',
    allText:
      'All numbers and pages are disconnected and their tokens and app secrets deleted here at once. Conversations stay.',
    allDone: 'All tokens are deleted',
  },
  steps: {
    label: 'Steps',
    need: 'What you need',
    values: 'Four values',
    messengerValues: 'Three values',
    callback: 'Link with Meta',
    trial: 'Try it',
    done: 'Done',
    of: (step: number, all: number) => `Step ${step} of ${all}`,
    next: 'Continue',
    before: 'Back',
    later: 'Finish later',
  },
  need: {
    whatsapp: {
      title: 'What you need from Meta',
      intro:
        'Meta owns WhatsApp and has its own screens for this. Walk through them once, top to bottom; you can stop and come back.',
      items: [
        {
          what: 'A business portfolio',
          where: 'At business.facebook.com, choose “Create an account” if you have none.',
        },
        {
          what: 'An app that does WhatsApp',
          where:
            'At developers.facebook.com, choose My apps › Create app, then “Connect with customers through WhatsApp”.',
        },
        {
          what: 'A phone number for your shop',
          where:
            'In the app: WhatsApp › API Setup › Add phone number. It may not be in use in WhatsApp on a phone; delete that account first, or take another number.',
        },
        {
          what: 'A token that never ends',
          where:
            'In the portfolio: Settings › System users › Add. Assign the app and the WhatsApp account, then “Generate token”, expiry “Never”, with whatsapp_business_messaging and whatsapp_business_management.',
        },
        {
          what: 'A way to pay',
          where:
            'In WhatsApp Manager: Settings › Payment. Answering within 24 hours is free; Meta charges for templates.',
        },
      ],
    },
    messenger: {
      title: 'What you need from Meta',
      intro:
        'Meta owns Messenger and has its own screens for this. Walk through them once, top to bottom.',
      items: [
        {
          what: 'A Facebook page that you manage',
          where: 'The page customers write to.',
        },
        {
          what: 'An app that does Messenger',
          where:
            'At developers.facebook.com, choose My apps › Create app, then “Engage with customers on Messenger”.',
        },
        {
          what: 'A token for the page',
          where:
            'In the app: Messenger › API settings › Generate access tokens: connect the page, then “Generate”. It needs pages_messaging and pages_manage_metadata.',
        },
      ],
    },
    open: 'Open Meta for developers',
    ready: 'I have these',
  },
  values: {
    title: 'Copy what Meta shows',
    whatsappIntro:
      'Each is checked the moment you paste it. Nothing is kept until all four are right.',
    messengerIntro: 'Each is checked the moment you paste it. Nothing is kept until all are right.',
    fields: {
      whatsapp: {
        token: {
          label: 'Access token',
          hint: 'Portfolio › Settings › System users. Begins with EAA.',
        },
        externalId: {
          label: 'Phone number ID',
          hint: 'App › WhatsApp › API Setup, under the number.',
        },
        businessId: {
          label: 'WhatsApp business account ID',
          hint: 'On the same screen, beside it.',
        },
        appSecret: { label: 'App secret', hint: 'App › App settings › Basic › Show.' },
      },
      messenger: {
        token: {
          label: 'Page access token',
          hint: 'App › Messenger › API settings. Begins with EAA.',
        },
        externalId: {
          label: 'Page ID',
          hint: 'May stay empty: the token tells which page it is of.',
        },
        businessId: { label: '', hint: '' },
        appSecret: { label: 'App secret', hint: 'App › App settings › Basic › Show.' },
      },
    },
    checking: 'Looking…',
    waiting: 'Looked at once the token is right',
    good: 'Right',
    goodUntil: (date: string) =>
      `Right, but it ends on ${date}. With a token that never ends you need not come back.`,
    putRight: 'This stood in another field or was written otherwise; it is right now.',
    unproven: 'Meta cannot tell yet. The first message that comes in will prove it.',
    found: (what: string) => `Found: ${what}`,
    missing: (scopes: string) =>
      `This token may not do enough. Generate one that also has: ${scopes}.`,
    connect: 'Connect',
    connecting: 'Connecting…',
    secretKept: 'Stored encrypted, and never shown again.',
    problems: {
      token: {
        invalid: 'Meta does not know this token. Copy it again, all of it.',
        expired: 'This token has ended. Generate a new one, with expiry “Never”.',
        revoked: 'This token was taken back at Meta. Generate a new one.',
        wrong: 'Meta does not accept this token. Generate a new one.',
      },
      externalId: {
        not_found:
          'The token reaches nothing with this ID. Copy the ID again, or assign the account to the system user.',
        elsewhere: 'This number belongs to another account.',
        unregistered:
          'This number is not registered with WhatsApp yet. Finish “Add phone number” at Meta, then look again.',
        taken: 'This is connected already. Disconnect it there first.',
      },
      businessId: {
        not_found:
          'The token reaches no WhatsApp account with this ID. Copy it again from API Setup.',
        elsewhere: 'The number is not in this account. Copy both IDs from the same screen.',
      },
      appSecret: {
        wrong: 'This is not the secret of the app the token was made with. Copy it from that app.',
      },
      unreachable: 'Meta does not answer right now. What you typed stays; look again in a moment.',
      other: 'This is not right. Copy it again.',
    },
    again: 'Look again',
  },
  callback: {
    title: 'Let Meta bring your messages here',
    intro: 'Meta has to know where to bring what customers write. Loods can fill that in for you.',
    doIt: 'Set it up at Meta for me',
    doing: 'Setting it up…',
    byHand: 'I would rather paste it myself',
    where: {
      whatsapp:
        'In the app: WhatsApp › Configuration › Edit. Paste both, choose “Verify and save”, then tick the fields below under “Manage”.',
      messenger:
        'In the app: Messenger › API settings › Configure webhooks. Paste both, choose “Verify and save”, then tick the fields below.',
    },
    url: 'Callback URL',
    token: 'Verify token',
    fields: 'Fields to subscribe to',
    lights: {
      shaken: 'Meta knows our address',
      subscribed: 'Meta brings messages here',
    },
    problems: {
      handshake:
        'Meta could not reach this relay. Its address must be public, with https and a valid certificate.',
      in_use: (host: string) =>
        `This app tells its news to ${host} now. If you go on, that stops and it comes here.`,
      permission:
        'The token may not do this. Renew it with all permissions, or paste the values yourself.',
      unreachable: 'Meta does not answer right now. Nothing is lost; try again in a moment.',
      other: 'Meta did not take this. Try again, or paste the values yourself.',
      said: (words: string) => `Meta says: ${words}`,
    },
    replace: 'Bring it here instead',
    subscribe: 'Subscribe now',
  },
  trial: {
    title: 'Write to yourself once',
    whatsappIntro:
      'Send this from your own WhatsApp to your new number. It proves the whole way, there and back, and no customer sees it.',
    messengerIntro:
      'Send this from your own Facebook account to your page. It proves the whole way, there and back, and no customer sees it.',
    open: { whatsapp: 'Open WhatsApp', messenger: 'Open Messenger' },
    scanCode: {
      whatsapp: 'Scan this with your phone; the text is ready then.',
      messenger: 'Scan this with your phone; your page then opens in Messenger.',
    },
    scan: { whatsapp: 'Or send this text', messenger: 'Send this text' },
    send: { whatsapp: 'Send this text', messenger: 'Send this text' },
    text: 'Text to send',
    to: (address: string) => `to ${address}`,
    lights: {
      heard: 'Your message came in',
      answered: 'Our answer left',
      arrived: 'The answer is on your phone',
    },
    refused: (words: string) => `Our answer was refused: ${words}`,
    slow: 'Nothing came in yet. Look at these:',
    checks: {
      whatsapp: [
        'The text is sent to your new number, as it stands here.',
        'The app is “Live”: the switch at the top of its screen at Meta.',
        'Under WhatsApp › Configuration the field “messages” is ticked.',
        'The app secret is of the same app: else we refuse what comes in.',
      ],
      messenger: [
        'The text is sent to this page, as it stands here.',
        'The app is “Live”: until then only people with a role in the app can write.',
        'Under Messenger › API settings the field “messages” is ticked for the page.',
        'The app secret is of the same app: else we refuse what comes in.',
      ],
    },
    relink: 'Link with Meta again',
    another: 'Try with a new text',
    skip: 'Skip for now',
  },
  done: {
    title: (name: string) => `${name} works`,
    untried: (name: string) => `${name} is connected`,
    whatsapp: [
      'What customers write to your number appears between your other chats.',
      'You can answer freely for 24 hours after their last message. Later you send a template.',
      'Your chat in the shop can offer WhatsApp, under “Widget look”.',
    ],
    messenger: [
      'What customers write to your page appears between your other chats.',
      'You can answer freely for 24 hours after their last message, and by hand for 7 days.',
    ],
    alert: 'Template for alerts',
    alertText:
      'If you answer chats on your own WhatsApp, Meta wants an approved text to wake your phone with. Loods has one ready.',
    makeAlert: 'Make the template',
    alertMade: 'Meta is looking at it; mostly that takes minutes. You find it under Templates.',
    close: 'Done',
  },
  renew: {
    title: 'Renew the token',
    intro: 'The new token is checked first. Messages keep coming in meanwhile.',
    token: 'New access token',
    appSecret: 'App secret',
    appSecretHint: 'Only if it changed too.',
    action: 'Renew',
    done: 'The token is renewed',
  },
  hours: {
    title: 'Opening hours in the WhatsApp profile',
    intro:
      'WhatsApp has no field for hours that we may fill. We write one line into the description and leave the rest as it is.',
    line: 'Line with your hours',
    placeholder: 'Open Mon–Fri 9:00–17:30, Sat 10:00–16:00',
    preview: 'The description will be',
    empty: 'Empty',
    tooLong: (over: number) => `That is ${over} characters more than fits. Shorten the line.`,
    write: 'Write it into the profile',
    done: 'The hours are in the profile',
  },
  templates: {
    locale: 'en-GB',
    title: (address: string) => `Templates of ${address}`,
    intro:
      'Texts that Meta approves beforehand. With them you may write when the 24 hours after a customer’s last message are over.',
    create: 'New template',
    refresh: 'Fetch from Meta',
    none: 'No templates yet',
    noneHint: 'Write one for what you say most when you come back later.',
    change: 'Change',
    remove: 'Delete',
    removeTitle: (name: string) => `Delete ${name}?`,
    removeText: 'It is deleted at Meta too, and its name stays taken there for 30 days.',
    changeTitle: (name: string) => `Change ${name}`,
    changeIntro: 'Name and language stay. Meta looks at it anew; until then it cannot be sent.',
    name: 'What it is for',
    nameHint: 'For example: order on its way. Customers do not see it.',
    nameAs: (name: string) => `At Meta it is called ${name}. Customers do not see it.`,
    language: 'Language',
    category: 'Kind',
    categories: {
      utility: 'About an order or question',
      marketing: 'Offer or news',
      authentication: 'Code',
    },
    categoryHints: {
      utility:
        'Free within the 24 hours, cheap after. Nothing that advertises: Meta would change its kind.',
      marketing: 'Always charged, several times dearer, and people can switch it off.',
    },
    prices: {
      utility: 'free within 24 hours, cheap after',
      marketing: 'always charged, dearer',
      authentication: 'charged',
    },
    statuses: {
      approved: 'Approved',
      pending: 'Meta is looking',
      rejected: 'Refused',
      paused: 'Paused',
      disabled: 'Switched off',
      archived: 'Archived',
      deleted: 'Deleted',
    },
    body: 'Text',
    bodyHint:
      'Blanks such as {{1}} are filled in when you send it. A text may not begin or end with one.',
    blank: 'Add a blank',
    example: (name: string) => `Example for {{${name}}}`,
    footer: 'Small line below',
    footerHint: 'May stay empty.',
    header: 'Heading',
    headerHint: 'May stay empty. One blank at most, {{1}}.',
    headerExample: (name: string) => `Example for {{${name}}} in the heading`,
    buttons: 'Buttons',
    addReply: 'Add a reply',
    addLink: 'Add a link',
    reply: (place: number) => `Button ${place}: reply`,
    replyText: 'What the customer replies',
    link: (place: number) => `Button ${place}: text of the link`,
    linkText: 'Text of the link',
    address: (place: number) => `Button ${place}: address`,
    addressHint: 'An address that begins with https://, without blanks.',
    removeButton: (place: number) => `Take button ${place} away`,
    preview: 'On the customer’s phone',
    previewEmpty: 'Your text appears here.',
    send: 'Send to Meta',
    sending: 'Sending…',
    problems: {
      body: 'Meta does not take the text. Put words before and after each blank, give each an example, and write more than blanks.',
      header: 'Meta does not take the heading: one blank at most, with an example.',
      buttons: 'Look at the buttons: two links at most, and each address begins with https://.',
      footer: 'Meta does not take the small line: it may hold no blanks.',
      limit: 'This account has as many templates as it may. Delete some first.',
    },
    taken: 'This name and language are taken. Choose other words for what it is for.',
  },
}
