const TEST = '(\\.(test|bench)\\.tsx?$)|(^relay/src/testing/)'
const LISTENER = '^relay/src/(server|run)\\.ts$'
const NETWORK_CLIENTS = [
  '^(node:)?(http|https|http2|net|tls|dgram)$',
  'node_modules/(undici|nodemailer|web-push|request-filtering-agent|got|axios|node-fetch|ky)/',
].join('|')

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module; a cycle of types alone is harmless.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'unresolvable',
      comment: 'An import that leads nowhere also hides from every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'protocol-stands-alone',
      comment: 'The contract imports nothing of ours, and neither node nor a browser is assumed.',
      severity: 'error',
      from: { path: '^relay/protocol/', pathNot: TEST },
      to: { path: '^(relay|widget|scripts|test|bench)/', pathNot: '^relay/protocol/' },
    },
    {
      name: 'protocol-without-node',
      comment: 'The widget runs the contract in a browser.',
      severity: 'error',
      from: { path: '^relay/protocol/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'widget-imports-only-protocol',
      severity: 'error',
      from: { path: '^widget/', pathNot: TEST },
      to: { path: '^(relay|scripts|test|bench)/', pathNot: '^relay/protocol/' },
    },
    {
      name: 'inbox-imports-only-protocol',
      severity: 'error',
      from: { path: '^relay/inbox/', pathNot: TEST },
      to: {
        path: '^(relay|widget|shopify-app|scripts|test|bench)/',
        pathNot: ['^relay/(protocol|inbox)/', 'node_modules'],
      },
    },
    {
      name: 'relay-imports-only-protocol',
      comment: 'The relay serves widget and inbox as files; it never runs them.',
      severity: 'error',
      from: { path: '^relay/src/', pathNot: TEST },
      to: {
        path: '^(relay|widget|scripts|test|bench)/',
        pathNot: ['^relay/(protocol|src)/', 'node_modules'],
      },
    },
    {
      name: 'fakes-know-only-the-contract',
      comment: 'What stands in for others is built by their contract, never by our client of it.',
      severity: 'error',
      from: { path: '^test/fakes/' },
      to: {
        path: '^(relay|widget|shopify-app)/',
        pathNot: ['^relay/protocol/look/', 'node_modules'],
      },
    },
    {
      name: 'fakes-know-no-other-fake',
      comment: 'Each stands alone; what several need is in test/fakes/shared.',
      severity: 'error',
      from: { path: '^test/fakes/([^/]+)/' },
      to: { path: '^test/fakes/', pathNot: '^test/fakes/($1|shared)/' },
    },
    {
      name: 'concepts-keep-their-tables',
      comment: 'A concept uses the service of another one, never its SQL.',
      severity: 'error',
      from: { path: '^relay/src/([^/]+)/', pathNot: ['^relay/src/db/', TEST] },
      to: {
        path: '^relay/src/[^/]+/.+\\.(repository|table)\\.ts$',
        pathNot: '^relay/src/$1/',
      },
    },
    {
      name: 'shops-of-one-kind',
      comment: 'A relay is whole without Shopify: only where it is put together is the app known.',
      severity: 'error',
      from: { path: '^relay/src/', pathNot: ['^relay/src/context/', TEST] },
      to: { path: '^shopify-app/' },
    },
    {
      name: 'shopify-uses-services',
      comment:
        'The app uses what the relay’s concepts offer, never their SQL, and is no part of how a relay is put together.',
      severity: 'error',
      from: { path: '^shopify-app/src/', pathNot: TEST },
      to: { path: '^relay/src/(context/|context\\.ts|.+\\.repository\\.ts)' },
    },
    {
      name: 'shopify-page-in-the-browser',
      comment: 'The page in the admin is the inbox and what is Shopify’s own around it.',
      severity: 'error',
      from: { path: '^shopify-app/admin/', pathNot: TEST },
      to: {
        path: '^(relay|widget|shopify-app|scripts|test|bench)/',
        pathNot: ['^relay/(protocol|inbox)/', '^shopify-app/admin/', 'node_modules'],
      },
    },
    {
      name: 'one-way-out',
      comment: 'Only relay/src/egress opens outgoing connections, so that one guard sees them all.',
      severity: 'error',
      from: { path: '^(relay|shopify-app)/src/', pathNot: ['^relay/src/egress/', LISTENER, TEST] },
      to: { path: NETWORK_CLIENTS, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'loader-stays-small',
      comment: 'The loader is on every page: no panel, no framework.',
      severity: 'error',
      from: { path: '^widget/src/loader/', pathNot: TEST },
      to: {
        path: '^widget/src/panel/|node_modules/(preact|@preact)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-and-conversation-without-view',
      comment: 'Triggers and conversation are logic: no framework.',
      severity: 'error',
      from: { path: '^widget/src/(triggers|conversation)/', pathNot: TEST },
      to: { path: '^widget/src/panel/|node_modules/(preact|@preact)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
}
