import { describe, expect, it } from 'vitest'
import { compose, escapeHtml } from './compose.ts'
import {
  alertLetter,
  firstReplyLetter,
  invitationLetter,
  linkLetter,
  noticeLetter,
  replyLetter,
} from './letters.ts'

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</p></div></body><h1>Your account is blocked</h1>',
  '&lt;b&gt;',
]
const TEMPLATES = ['{{7*7}}', `\${7*7}`, '<%= 7*7 %>', '#{7*7}', '{% debug %}', '%7*7%']

const URL = 'https://chat.example/inbox#x'

function tags(html: string): string[] {
  return [...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, name]) => name as string)
}

describe('letters', () => {
  it.each(HOSTILE)('T26: %s from a shopper stays text in the HTML of an alert', (text) => {
    const letter = { shop: text, who: text, waitedSeconds: 90, text, url: URL }
    const harmless = alertLetter('en', { ...letter, shop: 'x', who: 'x', text: 'x' })
    const mail = alertLetter('en', letter)
    expect(tags(mail.html)).toEqual(tags(harmless.html))
    expect(mail.html).toContain(escapeHtml(text))
    expect(mail.text).toContain(text)
  })

  it('T27: an address or name can close no attribute and open no tag', () => {
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe(
      '&#60;a href=&#34;x&#34; title=&#39;y&#39;&#62;&#38;',
    )
  })

  it.each(TEMPLATES)('T24: %s comes out as it went in', (text) => {
    const mail = replyLetter('nl', { shop: text, who: text, text, url: URL })
    expect(mail.subject).toContain(text)
    expect(mail.text).toContain(`> ${text}`)
    expect(mail.html).toContain(escapeHtml(text))
  })

  it('a subject is one short line, whatever a name holds', () => {
    const mail = alertLetter('en', {
      shop: `Shop\r\nBcc: victim@example.com\n${'x'.repeat(500)}`,
      waitedSeconds: 45,
      text: 'Hi',
      url: URL,
    })
    expect(mail.subject).not.toMatch(/[\r\n]/)
    expect(mail.subject.length).toBeLessThanOrEqual(120)
  })

  it('T71: names a stranger reads bring no link of their own along', () => {
    const shop = 'Win €500 at https://evil.example or www.evil.example or evil.example/now'
    for (const mail of [
      invitationLetter('en', { shop, who: 'me@evil.example', role: 'agent', url: URL }),
      firstReplyLetter('en', { shop, url: URL }),
    ]) {
      expect(mail.text + mail.subject).not.toContain('evil')
      expect(mail.html).not.toContain('evil')
    }
  })

  it('T71: the first mail to an unproven address has no word of any person in it', () => {
    const mail = firstReplyLetter('nl', { shop: 'Lamp & Linnen', url: URL })
    expect(mail.text).toBe(
      [
        'Je vroeg iets aan Lamp & Linnen en liet dit adres achter. Er is een antwoord voor je.',
        `Antwoord lezen:\n${URL}`,
        'De link opent jouw gesprek. Vroeg je niets? Dan heeft iemand anders dit adres ingevuld en hoef je niets te doen.\n',
      ].join('\n\n'),
    )
  })

  it.each(['nl', 'en'] as const)('every letter says where its button leads, in %s', (language) => {
    const letters = [
      invitationLetter(language, { shop: 'Lamp', who: 'Noor', role: 'admin', url: URL }),
      linkLetter(language, 'reset', URL),
      linkLetter(language, 'signUp', URL),
      linkLetter(language, 'email', URL),
      noticeLetter(language, 'password', URL),
      noticeLetter(language, 'email', URL),
      alertLetter(language, { shop: 'Lamp', waitedSeconds: 120, text: 'Hoi', url: URL }),
      replyLetter(language, { shop: 'Lamp', who: 'Noor', text: 'Ja', url: URL }),
      firstReplyLetter(language, { shop: 'Lamp', url: URL }),
    ]
    for (const { subject, text, html } of letters) {
      expect(subject).not.toBe('')
      expect(text).toContain(URL)
      expect(html).toContain(`<html lang="${language}">`)
      expect(html).toContain(`href="${URL}"`)
    }
  })

  it('a wait is said in the unit people would use', () => {
    const intro = (seconds: number) =>
      alertLetter('nl', { shop: 'L', waitedSeconds: seconds, text: '', url: URL }).text.split(
        '\n',
      )[0]
    expect([25, 60, 125].map(intro)).toEqual([
      'Een klant wacht al 25 seconden op antwoord.',
      'Een klant wacht al 1 minuut op antwoord.',
      'Een klant wacht al 2 minuten op antwoord.',
    ])
  })

  it('a quote keeps its lines', () => {
    const { text, html } = compose({ language: 'en', subject: 's', parts: [{ quote: 'a\nb' }] })
    expect(text).toBe('> a\n> b\n')
    expect(html).toContain('a<br>b')
  })
})
