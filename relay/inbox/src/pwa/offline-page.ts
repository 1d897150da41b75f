const WORDS = {
  en: {
    title: 'No connection',
    text: 'The inbox cannot be reached right now. Your drafts are kept on this device. This page tries again by itself.',
    retry: 'Try now',
  },
  nl: {
    title: 'Geen verbinding',
    text: 'De inbox is nu niet bereikbaar. Je concepten blijven op dit apparaat bewaard. Deze pagina probeert het vanzelf opnieuw.',
    retry: 'Probeer nu',
  },
}

const STYLE = `:root{color-scheme:light dark}body{display:grid;place-content:center;justify-items:center;gap:12px;min-height:100vh;margin:0;padding:24px;box-sizing:border-box;color:#10243a;background:#f6f8fa;font:16px/24px system-ui,sans-serif;text-align:center}h1{margin:0;font-size:20px}p{max-width:36ch;margin:0}a{padding:10px 18px;border-radius:8px;color:#fff;background:#0b4f6c;text-decoration:none}@media(prefers-color-scheme:dark){body{color:#e8eef4;background:#0b1826}a{color:#062231;background:#5cb8d6}}`

/** All that is shown without the relay: that it cannot be reached, and nothing that may be old. */
export function offlinePage(browserLanguage: string): Response {
  const language = browserLanguage.startsWith('nl') ? 'nl' : 'en'
  const { title, text, retry } = WORDS[language]
  const page = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="15"><title>${title}</title><style>${STYLE}</style></head><body><h1>${title}</h1><p>${text}</p><a href="">${retry}</a></body></html>`
  return new Response(page, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  })
}
