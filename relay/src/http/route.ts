import type { Context } from 'hono'
import type { GenericSchema, InferOutput } from 'valibot'
import type { Policy, PrincipalOf } from './principal.ts'

type Schema = GenericSchema<unknown, unknown>
type Out<S> = S extends Schema ? InferOutput<S> : undefined

/** What a handler gets: everything outside is already checked. */
export interface Call<P extends Policy, Params, Query, Body> {
  principal: PrincipalOf<P>
  params: Out<Params>
  query: Out<Query>
  body: Out<Body>
  /** Address the request came from, as far as TRUST_PROXY lets us know. */
  address: string
  c: Context
}

export interface RouteSpec<P extends Policy, Params, Query, Body, Response> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** Who may call it; a route without one does not compile. */
  policy: P
  /** One line for the API's readers. */
  summary: string
  params?: Params
  query?: Query
  /** Schema of a JSON body. Leave it out for streams, which the handler reads by itself. */
  body?: Body
  /** Schema of the answer; nothing for 204 or a Response of the handler's own. */
  response?: Response
  /** Set when the handler reads the request body itself, with its own limit. */
  stream?: true
  handle(call: Call<P, Params, Query, Body>): Promise<Out<Response> | globalThis.Response>
}

/** A route whose types were checked where it was defined. */
export type Route = RouteSpec<
  Policy,
  Schema | undefined,
  Schema | undefined,
  Schema | undefined,
  Schema | undefined
>

/** Declares a route; types of params, query, body and answer follow from their schemas. */
export function defineRoute<
  P extends Policy,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Response extends Schema | undefined = undefined,
>(spec: RouteSpec<P, Params, Query, Body, Response>): Route {
  return spec as unknown as Route
}
