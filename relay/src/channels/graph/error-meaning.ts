import type { ChannelTroubleCode, FailureCode } from '@loods/protocol'

/** What a code of the Graph API means for whoever sends (contract: support/error-codes). */
export type Meaning =
  | { kind: 'later' }
  | { kind: 'trouble'; trouble: ChannelTroubleCode }
  | { kind: 'failure'; failure: FailureCode }
