export { mountPanel } from './mount.tsx'
