// biome-ignore lint/suspicious/noExplicitAny: what webhooks and answers hold is what the tests are about
export type Json = any

/** What a fake answered, read. */
export interface ReadAnswer {
  status: number
  headers: Headers
  body: Json
}

/** Reads JSON as what it says and everything else as text. */
export async function readAnswer(response: Response): Promise<ReadAnswer> {
  const { status, headers } = response
  const text = await response.text()
  const isJson = headers.get('content-type')?.startsWith('application/json')
  return { status, headers, body: isJson ? JSON.parse(text) : text }
}
