import { describeJourney } from './journey.ts'

describeJourney('WordPress on MariaDB', /^WordPress 7\.1\..*MariaDB/, { database: 'mariadb' })
