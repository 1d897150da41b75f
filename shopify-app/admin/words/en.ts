/** What the page in a shop's admin says. */
export const words = {
  inbox: 'Chat',
  waiting: (count: number) => `Chat, ${count} waiting`,
  start: {
    title: 'Chat on your shop in four steps',
    lead: 'Two are done already. Switching on and trying it takes two minutes.',
    ready: 'Everything is ready. You answer shoppers in the inbox.',
    add: 'Add',
    added: 'Loods is in your shop.',
    approve: 'Approve',
    approved:
      'Loods may do what a chat needs. It asks for more only when you want something that needs it.',
    switchOn: 'Switch on',
    switchOnHint:
      'Your theme editor opens with the chat switched on. Press Save there, and come back here: this page notices by itself.',
    switchOnButton: 'Switch the chat on in your theme',
    tryIt: 'Try it',
    tryItHint: 'A message arrives in your inbox, as if a shopper wrote it. Answer it there.',
    tryItButton: 'Send a test message',
    skip: 'Go to the inbox',
    done: 'done',
    toDo: 'to do',
  },
  seen: {
    looking: 'Looking…',
    now: 'Chat seen on your shop just now',
    ago: (when: string) => `Chat seen on your shop ${when}`,
    on: 'The chat is on in your theme. Open your shop once, and this line says that it was seen.',
    never: 'The chat has not been seen on your shop yet.',
    off: 'The chat is off in the theme your shoppers see.',
    lost: (when: string) =>
      `The chat was last seen ${when}, and it is off in the theme your shoppers see now.`,
    refused: (origin: string) =>
      `A page at ${origin} asked for the chat and did not get it: that address is not among your shop’s. If it is yours, add it in the inbox under Settings, Install.`,
  },
  shop: {
    title: 'Chat on your shop',
    status: 'What shoppers see',
    openShop: 'Open my shop',
    editor: 'Open the theme editor',
    switchOn: 'Switch the chat on in your theme',
    themes: 'Per theme',
    live: 'Shoppers see this one',
    on: 'On',
    off: 'Off',
    themeHint:
      'The chat is switched on per theme. After you publish another theme, switch it on there too: nothing of your settings or chats is lost.',
    published: (when: string) =>
      `You published another theme ${when}. Switch the chat on in it, or shoppers will not see it.`,
    position: 'Position',
    positionHint: 'Where the chat button sits. Its colour, icon and texts are set in the inbox.',
    right: 'Bottom right',
    left: 'Bottom left',
    look: 'Set colour and texts',
    saved: 'Saved',
    remove: 'Remove everything',
    removeHint:
      'Erases all of this shop’s chats, files, people and settings from the chat server, for good. To only hide the chat, switch it off in your theme.',
    removeButton: 'Remove everything',
    removeAsk: 'Remove everything of your shop?',
    removeSure:
      'All chats, files and settings are erased, for everybody. Nobody can bring them back.',
    removeKeep: 'Keep everything',
    removed: 'Everything of your shop was erased.',
    removedHint: 'You can now uninstall the app, or begin again.',
    again: 'Begin again',
    inbox: 'Inbox',
    inboxHint:
      'Answer shoppers there, and set opening hours, WhatsApp, triggers and everything else.',
    toInbox: 'Go to the inbox',
    toSettings: 'All settings',
  },
  allow: {
    title: 'What Loods may see',
    hint: 'Allow only what you use. Everything else works without it, and you can stop at any time.',
    orders: { name: 'Orders', why: 'Beside the chat, while you answer.' },
    coupons: { name: 'Discount codes', why: 'To send them in a chat.' },
    themes: { name: 'Themes', why: 'To show here in which themes the chat is on.' },
    allow: 'Allow',
    stop: 'Stop',
    yes: 'Allowed',
    no: 'Not yet',
  },
  waiter: {
    waits: (count: number) =>
      count === 1
        ? 'A shopper is waiting for an answer.'
        : `${count} shoppers are waiting for an answer.`,
    answer: 'Answer',
  },
  notice: {
    off: 'The chat is off in the theme your shoppers see.',
    button: 'Switch on',
    close: 'Close',
  },
  trouble: {
    outsideTitle: 'Open this page from Shopify',
    outside: 'Loods works inside your Shopify admin. Go there and open the app; nothing is lost.',
    outsideButton: 'Open in Shopify',
    scriptTitle: 'Shopify’s own script did not load',
    script:
      'A browser extension or a firewall may hold back cdn.shopify.com. Allow it and reload this page; nothing is lost. Cookies are not the cause: this page needs none.',
    signedOutTitle: 'Shopify did not say who you are',
    signedOut:
      'You may have been signed out, or this page was open for long. Reload it; nothing is lost. Cookies are not the cause: this page needs none.',
    forbiddenTitle: 'You may not do this here',
    forbidden: 'Ask an owner of the shop, who can change what you may do.',
    awayTitle: 'The chat server cannot be reached just now',
    away: 'Nothing is lost, and shoppers can still leave a message. This page goes on by itself as soon as the server answers.',
    otherTitle: 'Something went wrong on our side',
    other: 'Nothing is lost. Try again in a moment.',
    reload: 'Reload',
    again: 'Try again',
    failed: 'That did not work. Nothing is lost; try again in a moment.',
    often: 'That was a lot in a short time. Try again in a few minutes.',
  },
}
