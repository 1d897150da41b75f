export { seeded } from '../../relay/src/simulator/seeded.ts'
