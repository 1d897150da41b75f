import { describeJourney } from './journey.ts'

describeJourney('WordPress 6.5', /^WordPress 6\.5\./, { release: 'oldest' })
