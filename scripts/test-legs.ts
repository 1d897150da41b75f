/** Suites that need what no registry has, so that a run without it is whole and only says so. */
const LEGS = [
  {
    variable: 'WOOCOMMERCE_DIR',
    files: 'test/wordpress/woocommerce*.test.ts',
    says: 'the plugin in a real WooCommerce (WOOCOMMERCE_DIR names no built copy of it)',
  },
]

type Environment = Record<string, string | undefined>

/** Patterns of the suites that cannot run here. */
export function excludedLegs(env: Environment): string[] {
  return absent(env).map(({ files }) => files)
}

/** What does not run here, for whoever reads the run's last lines. */
export function describeAbsentLegs(env: Environment): string[] {
  return absent(env).map(({ says }) => says)
}

function absent(env: Environment) {
  return LEGS.filter(({ variable }) => !env[variable])
}
