/** Fetch's own form, written out: field by field with a border of its own. */
export async function writeForm(form: FormData): Promise<{ bytes: Buffer; type: string }> {
  const written = new Response(form)
  return {
    bytes: Buffer.from(await written.arrayBuffer()),
    type: written.headers.get('content-type') ?? '',
  }
}
