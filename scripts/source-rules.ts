export interface SourceRule {
  name: string
  /** What to do instead. */
  instead: string
  forbidden: RegExp
  /** Whether the rule holds in the file at this path from the root. */
  holdsIn: (path: string) => boolean
}

export interface Finding {
  rule: SourceRule
  path: string
  line: number
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path)

/** Rules about words in our source that no linter of ours knows. */
export const SOURCE_RULES: SourceRule[] = [
  {
    name: 'no-math-random',
    instead: 'Take randomness from node:crypto, passed in.',
    forbidden: /\bMath\s*\.\s*random\b/,
    holdsIn: (path) => path.startsWith('relay/src/') && !isTest(path),
  },
  {
    name: 'no-raw-html',
    instead: 'Text is text: make elements and set their textContent.',
    forbidden:
      /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|document\s*\.\s*write)\b/,
    holdsIn: (path) => /^(relay|widget)\//.test(path) && !isTest(path),
  },
  {
    name: 'no-raw-sql',
    instead: 'Values go in as parameters, names as kysely references; only migrations may do this.',
    forbidden: /\bsql\s*\.\s*(raw|lit|id)\b/,
    holdsIn: (path) => path.startsWith('relay/') && !/^relay\/src\/\w+\/migrations\//.test(path),
  },
]

/** Lines of `source` that break a rule; lines that are only a comment are not read. */
export function findings(path: string, source: string): Finding[] {
  const rules = SOURCE_RULES.filter(({ holdsIn }) => holdsIn(path))
  return source
    .split('\n')
    .flatMap((text, index) =>
      rules
        .filter(({ forbidden }) => !/^\s*(\/\/|\/?\*)/.test(text) && forbidden.test(text))
        .map((rule) => ({ rule, path, line: index + 1 })),
    )
}
