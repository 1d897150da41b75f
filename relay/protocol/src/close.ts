/** Codes a socket is closed with. 4001-4099: do not come back without changing something. */
export const CLOSE = {
  unauthorized: 4001,
  badFrame: 4002,
  upgradeClient: 4003,
  signedOut: 4004,
  blocked: 4005,
  slowConsumer: 4101,
  tooManySockets: 4102,
  draining: 4103,
  silent: 4104,
  /** The shopper is on another conversation now: say hello again and fetch the thread. */
  moved: 4105,
} as const
