/**
 * Whether a path fits a merchant's pattern: `*` stands for anything, also for nothing, a slash at the
 * end and capitals do not count, and an empty pattern fits every page. Takes time in proportion to the path,
 * whatever the pattern.
 * @param path such as `/product/lamp`
 */
export function fitsPage(pattern: string, path: string): boolean {
  if (pattern === '') return true
  const [start = '', ...parts] = trimmed(pattern).split('*')
  const end = parts.pop()
  const subject = trimmed(path)
  if (end === undefined) return subject === start
  if (subject.length < start.length + end.length) return false
  if (!subject.startsWith(start) || !subject.endsWith(end)) return false
  return holdsInOrder(subject.slice(start.length, subject.length - end.length), parts)
}

function holdsInOrder(text: string, parts: string[]): boolean {
  let from = 0
  for (const part of parts) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return true
}

function trimmed(path: string): string {
  return (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path).toLowerCase()
}
