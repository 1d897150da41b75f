/** The beginning of a text that is too long, without half a character. @param end what stands for the rest */
export function cut(text: string, limit: number, end = '…'): string {
  if (text.length <= limit) return text
  return text.slice(0, limit - end.length).replace(/[\uD800-\uDBFF]$/, '') + end
}
