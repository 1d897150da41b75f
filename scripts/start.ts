/** npm start: builds what changed, then becomes the relay. */
import { buildIfStale } from './build-if-stale.ts'

await buildIfStale((line) => console.log(line))
await import(new URL('../relay/src/main.ts', import.meta.url).href)
