import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page of a shop that lives on an origin of its own, as every shop's pages do. */
export interface ShopPage {
  path: string
  /** Whole HTML of the page. */
  html: string
  /** Headers beside the content type, such as a Content-Security-Policy. */
  headers?: Record<string, string>
}

export interface Shop extends AsyncDisposable {
  url: string
}

/** Serves pages on a free port. @param pages with `*` at the end of a path for all below it */
export async function startShop(pages: ShopPage[]): Promise<Shop> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop')
    const page = pages.find(({ path }) =>
      path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path,
    )
    response.writeHead(page ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      ...page?.headers,
    })
    response.end(page?.html ?? '')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
