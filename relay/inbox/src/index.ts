export { type InboxOptions, type MountedInbox, mountInbox } from './app/mount.tsx'
export { hashNavigation } from './app/navigation.ts'
