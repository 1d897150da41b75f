import { describeJourney } from './journey.ts'

describeJourney('WordPress 7.1', /^WordPress 7\.1\..*/)
