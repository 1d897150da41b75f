export { type InboxOptions, type MountedInbox, mountInbox } from './app/mount.tsx'
