import { expect, test } from 'vitest'
import { findings } from './source-rules.ts'

function rulesBrokenBy(path: string, source: string): string[] {
  return findings(path, source).map(({ rule }) => rule.name)
}

test.each([
  ['relay/src/visitors/secret.ts', 'const id = Math.random()', 'no-math-random'],
  ['widget/src/panel/bubble.tsx', 'element.innerHTML = text', 'no-raw-html'],
  ['relay/inbox/src/bubble.tsx', '<p dangerouslySetInnerHTML={{ __html: text }} />', 'no-raw-html'],
  ['relay/src/demo/page.ts', 'document.write(text)', 'no-raw-html'],
  ['relay/src/contacts/contact.repository.ts', 'sql.raw(name)', 'no-raw-sql'],
  ['relay/src/contacts/contact.repository.ts', 'sql.lit(name)', 'no-raw-sql'],
  ['relay/src/contacts/contact.repository.ts', 'sql.id(name)', 'no-raw-sql'],
])('T06, T12, T22: in %s the line "%s" breaks %s', (path, source, rule) => {
  expect(rulesBrokenBy(path, source)).toEqual([rule])
})

test.each([
  ['widget/src/conversation/reconnect.ts', 'const jitter = Math.random()'],
  ['relay/src/db/migrations/001-first.ts', "sql.raw('create table x')"],
  ['relay/src/contacts/contact.repository.ts', 'sql`select 1`'],
  ['relay/src/visitors/secret.ts', '// Math.random() would be predictable'],
  ['widget/src/panel/bubble.test.tsx', 'document.body.innerHTML'],
])('in %s the line "%s" is fine', (path, source) => {
  expect(rulesBrokenBy(path, source)).toEqual([])
})

test('a finding names its line', () => {
  expect(findings('relay/src/a.ts', 'a\nb\nMath.random()')[0]?.line).toBe(3)
})
