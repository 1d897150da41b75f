/** npm start: builds what changed, then becomes the relay, with phones to try it where it is a demo. */
import { buildIfStale } from './build-if-stale.ts'

const parent = process.ppid
const PARENT_CHECK_MS = 1000

await buildIfStale((line) => console.log(line))
await import(new URL('./relay.ts', import.meta.url).href)

// npm that is killed cannot pass the signal on, and a relay nobody can see would keep the port.
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
}, PARENT_CHECK_MS).unref()
