import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from './bundles.ts'

/** Each line of source, the file it stands in, and the rule it breaks. */
const BROKEN: [file: string, source: string, rule: string][] = [
  ['relay/protocol/src/a.ts', "import '../../src/x.ts'", 'protocol-stands-alone'],
  ['relay/protocol/src/b.ts', "import type { X } from '../../src/x.ts'", 'protocol-stands-alone'],
  ['relay/protocol/src/c.ts', "import 'node:fs'", 'protocol-without-node'],
  ['widget/src/panel/a.ts', "import '../../../relay/src/x.ts'", 'widget-imports-only-protocol'],
  ['relay/inbox/src/a.ts', "import '../../src/x.ts'", 'inbox-imports-only-protocol'],
  ['relay/src/a.ts', "import '../inbox/src/x.ts'", 'relay-imports-only-protocol'],
  [
    'relay/src/b.ts',
    "import type { X } from '../../widget/src/panel/x.ts'",
    'relay-imports-only-protocol',
  ],
  ['relay/src/one/a.ts', "import '../two/x.repository.ts'", 'concepts-keep-their-tables'],
  [
    'relay/src/one/b.ts',
    "import type { X } from '../two/x.table.ts'",
    'concepts-keep-their-tables',
  ],
  ['relay/src/one/c.ts', "import { request } from 'node:https'", 'one-way-out'],
  ['relay/src/one/d.ts', "import { createTransport } from 'nodemailer'", 'one-way-out'],
  ['relay/src/one/e.ts', "const client = await import('node:tls')", 'one-way-out'],
  ['widget/src/loader/a.ts', "import '../panel/x.ts'", 'loader-stays-small'],
  ['widget/src/loader/b.ts', "import { h } from 'preact'", 'loader-stays-small'],
  ['widget/src/triggers/a.ts', "import { h } from 'preact'", 'rules-and-conversation-without-view'],
  [
    'widget/src/conversation/a.ts',
    "import { useState } from 'preact/hooks'",
    'rules-and-conversation-without-view',
  ],
  ['test/fakes/a.ts', "import '../../relay/src/x.ts'", 'fakes-know-only-the-contract'],
  ['test/fakes/one/a.ts', "import '../two/x.ts'", 'fakes-know-no-other-fake'],
  ['widget/src/panel/b.ts', "import './gone.ts'", 'unresolvable'],
  ['relay/src/three/a.ts', "import './b.ts'", 'no-cycles'],
]

const FINE: [file: string, source: string][] = [
  // A cycle is reported at one of its files.
  ['relay/src/three/b.ts', "import './a.ts'"],
  ['relay/protocol/src/x.ts', "import * as v from 'valibot'"],
  ['widget/src/panel/x.ts', "import '../../../relay/protocol/src/x.ts'"],
  ['relay/inbox/src/x.ts', "import '../../protocol/src/x.ts'"],
  ['relay/src/x.ts', "import type { Server } from 'node:http'"],
  ['relay/src/two/x.service.ts', "import '../one/x.service.ts'"],
  ['relay/src/two/x.repository.ts', "import './x.table.ts'"],
  ['relay/src/two/x.table.ts', ''],
  ['relay/src/one/x.service.ts', ''],
  ['relay/src/egress/x.ts', "import { request } from 'node:https'"],
  ['widget/src/loader/x.ts', "import type { Panel } from '../panel/x.ts'"],
  ['test/fakes/x.ts', "import '../../relay/protocol/look/x.ts'"],
  ['relay/protocol/look/x.ts', ''],
  ['test/fakes/two/x.ts', "import '../shared/x.ts'"],
  ['test/fakes/shared/x.ts', ''],
]

let folder: string
let broken: Map<string, string[]>

/** Copies the rules and the sources into a folder of their own and lets the tool judge them. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loods-imports-'))
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    cpSync(join(ROOT, file), join(folder, file))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  for (const [file, source] of [...BROKEN, ...FINE]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), source)
  }
  broken = judge()
})

afterAll(() => rmSync(folder, { recursive: true }))

function judge(): Map<string, string[]> {
  const args = ['--preserve-symlinks', '-T', 'json', 'relay', 'widget', 'test']
  const { summary } = JSON.parse(
    execFileSync(join(ROOT, 'node_modules/.bin/depcruise'), args, {
      cwd: folder,
      encoding: 'utf8',
    }),
  ) as { summary: { violations: { from: string; rule: { name: string } }[] } }
  const rules = new Map<string, string[]>()
  for (const { from, rule } of summary.violations) {
    rules.set(from, [...(rules.get(from) ?? []), rule.name])
  }
  return rules
}

test.each(BROKEN)('%s may not say: %s', (file, _, rule) => {
  expect(broken.get(file)).toEqual([rule])
})

test.each(FINE)('%s may say: %s', (file) => {
  expect(broken.get(file)).toBeUndefined()
})
