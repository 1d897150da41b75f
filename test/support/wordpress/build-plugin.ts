import { buildPlugin } from '../../../scripts/build-wordpress.ts'

/** The suites upload the plugin as a relay hands it out, so it is built before the first of them. */
export async function setup(): Promise<void> {
  await buildPlugin((line) => console.log(line))
}
