const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (it) => ESCAPES[it] ?? it)
}

/** A page of the admin. */
export function htmlPage(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
${head}
</head>
<body>${body}</body>
</html>`
}

const STYLE = `
* { box-sizing: border-box }
html, body { height: 100%; margin: 0 }
body { font: 13px/20px Inter, system-ui, sans-serif; color: #303030; background: #1a1a1a }
button { font: inherit; font-weight: 550; padding: 6px 12px; border: 0; border-radius: 8px; cursor: pointer; background: #fff; color: #303030; box-shadow: 0 1px 0 #0003, inset 0 0 0 1px #e3e3e3 }
button.primary { background: #303030; color: #fff }
.sheet { max-width: 480px; margin: 10vh auto; padding: 24px; background: #fff; border-radius: 12px }
.sheet h1 { font-size: 18px; margin: 0 0 12px }
.sheet ul { padding-left: 20px }
.top { height: 48px; display: flex; align-items: center; gap: 12px; padding: 0 16px; color: #e3e3e3 }
.top strong { flex: 1 }
.frame { display: flex; height: calc(100% - 48px); background: #f1f1f1; border-radius: 12px 12px 0 0; overflow: hidden }
.side { width: 220px; padding: 12px; background: #ebebeb; overflow: auto }
.side a { display: block; padding: 4px 8px; border-radius: 8px; color: inherit; text-decoration: none; font-weight: 550 }
.side a.inner { padding-left: 24px; font-weight: 450 }
.side a[aria-current] { background: #fff }
.main { flex: 1; display: flex; flex-direction: column; min-width: 0; position: relative }
.bar { display: flex; align-items: center; gap: 8px; min-height: 40px; padding: 4px 16px; background: #fff; border-bottom: 1px solid #e3e3e3 }
.bar strong { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.save { position: absolute; inset: 0 0 auto 0; z-index: 1; background: #303030; color: #fff }
.progress { position: absolute; inset: 0 0 auto 0; z-index: 2; height: 3px; background: #29845a }
iframe { flex: 1; width: 100%; border: 0; background: #f1f1f1 }
.toasts { position: absolute; bottom: 16px; left: 50%; transform: translateX(-50%); display: grid; gap: 8px; z-index: 3 }
.toast { padding: 8px 16px; border-radius: 12px; background: #303030; color: #fff; white-space: nowrap }
.toast.error { background: #8e1f0b }
dialog { border: 0; border-radius: 12px; padding: 20px; max-width: 460px; color: inherit }
dialog h2 { margin: 0 0 8px; font-size: 16px }
.actions { display: flex; justify-content: flex-end; gap: 8px; margin-top: 16px }
[hidden] { display: none !important }
@media (max-width: 600px) {
  .frame { flex-direction: column }
  .side { display: flex; width: auto; gap: 4px; padding: 4px 8px }
  .side a, .side a.inner { padding: 8px 12px }
  .side [data-nav] { display: flex }
}
`
