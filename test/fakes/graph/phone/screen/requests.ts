import type { PhoneAct } from '../phone-acts.ts'

/** Asks the fake to do something on a phone; fails where it refuses. */
export async function act(person: string, account: string, what: PhoneAct): Promise<void> {
  await post(`phone/${encodeURIComponent(person)}/chats/${account}`, what)
}

export async function setPhone(
  person: string,
  switches: { on?: boolean; receipts?: boolean },
): Promise<void> {
  await post(`phone/${encodeURIComponent(person)}`, switches)
}

export async function jump(ms: number): Promise<void> {
  await post('time', { ms })
}

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
}

/** The bytes of a file in base64. */
export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
