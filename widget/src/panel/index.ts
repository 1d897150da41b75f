import { createHost } from '../embed/create-host.ts'
import type { MountPanel } from '../host.ts'
import { mountPanel as mount } from './mount.tsx'

/** What the loader imports when somebody means to chat. */
export const mountPanel: MountPanel = (embed) => mount(createHost(embed))
