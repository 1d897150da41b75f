/** What Shopify's Admin API says to a question. */
export type AdminAnswer<T> =
  | { outcome: 'ok'; data: T }
  /** The shop did not grant what the question needs. */
  | { outcome: 'denied'; message: string }
  /** The token opens nothing any more: the app was taken out of the shop, or has to be opened again. */
  | { outcome: 'signed_out' }
  /** Asked too much at once. */
  | { outcome: 'throttled'; retryAfterMs: number }
  /** The question, or what it would change, is not taken; `userErrors` are this too. */
  | { outcome: 'refused'; message: string }
  /** No answer, or none that makes sense. A question may have been done. */
  | { outcome: 'unreachable'; reason: string }

/** Asks shops' Admin API (GraphQL), each with its own token. */
export interface AdminApi {
  /**
   * @param siteId the site a shop is here
   * @param document one operation; documents are constants tagged `graphql`, so that all of them can be
   * checked against Shopify's schema
   */
  query<T>(
    siteId: string,
    document: string,
    variables?: Record<string, unknown>,
  ): Promise<AdminAnswer<T>>
}

/** Version of the API all documents are written for. */
export const ADMIN_API_VERSION = '2026-07'

/** Marks a text as a document of the Admin API, for the check against its schema. */
export const graphql = String.raw
