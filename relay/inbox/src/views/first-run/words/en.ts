/** English: what a new inbox says. */
export const words = {
  first: {
    title: 'Your inbox is ready',
    intro: 'This is how your first chat comes about.',
    snippetTitle: 'Put the chat on your shop',
    snippet: 'Paste this line just before </body> on every page.',
    shopTitle: 'See the chat in your shop',
    shop: 'Open your shop as a shopper would, and ask something.',
    openShop: 'Open your shop',
    copy: 'Copy',
    copied: 'Copied',
    demoTitle: 'Try it as a shopper',
    demo: 'Open the demo shop in another window and ask something.',
    openDemo: 'Open the demo shop',
    testTitle: 'See a message arrive',
    test: 'We write to you as a shopper would.',
    sendTest: 'Send a test message',
    testText: 'Hi! This is a test message. Can you read it?',
  },
  seen: {
    now: (count: number, host: string) =>
      count === 1
        ? `It works: 1 visitor is on ${host} right now.`
        : `It works: ${count} visitors are on ${host} right now.`,
    last: (when: string, where: string) => `It works: seen ${when} on ${where}.`,
    gone: (when: string, where: string) => `Last seen ${when}, on ${where}.`,
    never: 'Not seen on your shop yet. Open one of its pages and it shows here.',
    why: 'Why do I see nothing?',
    justNow: 'just now',
    hostReason:
      'The chat is switched off, or hidden on the pages you look at: see the chat’s settings in your admin panel, which also check your shop.',
    lineReason:
      'Is the line on the page? Look for loader.js in the page’s source. If it is not there: some themes leave out the footer, so paste it in the head.',
    reasons: [
      'A cache still shows the old page: empty the cache of your shop and your browser.',
      'A cookie notice or an optimiser holds scripts back: allow loader.js. It sets no cookies.',
      'Your shop sends a Content-Security-Policy: allow the relay’s address in script-src and connect-src.',
      'A shop on https loads nothing from an address with http: the relay then needs https too.',
    ],
    refused: (origin: string) => `${origin} asked for the chat, but is not one of your addresses.`,
    allow: 'Allow this address',
  },
}
