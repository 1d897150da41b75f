import { isInstalled } from './system-packages.ts'

interface Leg {
  /** Pattern of its suites. */
  files: string
  isHere: (env: Environment) => boolean
  /** What does not run without it; a Debian package that is missing is named by itself. */
  says?: string
}

type Environment = Record<string, string | undefined>

/** Suites that need what not every machine has, so that a run without it is whole and only says so. */
const LEGS: Leg[] = [
  {
    files: 'test/wordpress/woocommerce*.test.ts',
    isHere: ({ WOOCOMMERCE_DIR }) => Boolean(WOOCOMMERCE_DIR),
    says: 'the plugin in a real WooCommerce (WOOCOMMERCE_DIR names no built copy of it)',
  },
  {
    files: 'test/wordpress/mariadb.test.ts',
    isHere: () => isInstalled('mariadb-server') && isInstalled('php-mysql'),
  },
]

/** Patterns of the suites that cannot run here. */
export function excludedLegs(env: Environment, legs = LEGS): string[] {
  return absent(env, legs).map(({ files }) => files)
}

/** What does not run here, for whoever reads the run's last lines. */
export function describeAbsentLegs(env: Environment, legs = LEGS): string[] {
  return absent(env, legs).flatMap(({ says }) => says ?? [])
}

function absent(env: Environment, legs: Leg[]): Leg[] {
  return legs.filter(({ isHere }) => !isHere(env))
}
