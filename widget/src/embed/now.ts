import type { ViewAnswer } from '@loods/protocol'
import type { Embed } from '../host.ts'
import { listen } from './events.ts'

/** Makes the question what only this minute knows: asked once a page view, and again after a failure. */
export function createNow(embed: Embed): () => Promise<ViewAnswer> {
  let answer: Promise<ViewAnswer> | undefined
  const forget = () => {
    answer = undefined
  }
  listen(embed.element, 'page', forget)
  return () => {
    answer ??= ask(embed)
    answer.catch(forget)
    return answer
  }
}

async function ask({ relay, siteKey }: Embed): Promise<ViewAnswer> {
  const response = await fetch(`${relay}/widget/v1/${siteKey}/now`)
  if (!response.ok) throw new Error(`the relay answered ${response.status}`)
  return response.json()
}
