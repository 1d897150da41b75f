import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** Seconds a browser keeps the cookie: as long as the session behind it lives. */
const MAX_AGE = 30 * 86_400

/** Name of the session cookie. `__Host-` binds it to this host and to https where there is https. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-loods' : 'loods'
}

function attributes(publicUrl: string) {
  return {
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
    sameSite: 'Lax',
    path: '/',
  } as const
}

export function readSessionCookie(c: Context, publicUrl: string): string | undefined {
  return getCookie(c, sessionCookieName(publicUrl))
}

export function putSessionCookie(c: Context, publicUrl: string, secret: string): void {
  setCookie(c, sessionCookieName(publicUrl), secret, { ...attributes(publicUrl), maxAge: MAX_AGE })
}

export function dropSessionCookie(c: Context, publicUrl: string): void {
  deleteCookie(c, sessionCookieName(publicUrl), attributes(publicUrl))
}

/** What a browser says it is. */
export function userAgentOf(c: Context): string {
  return c.req.header('user-agent') ?? ''
}
