/**
 * Why a request out did not bring an answer.
 * - refused: where it would go is not allowed · timeout: not in time
 * - too_large: more than the caller takes · unreachable: the network or the other side failed
 */
export type EgressFailure = 'refused' | 'timeout' | 'too_large' | 'unreachable'

export class EgressError extends Error {
  override name = 'EgressError'
  readonly reason: EgressFailure
  /** Whether the request had begun to leave: what it asks for may have been done. */
  sent = false

  constructor(reason: EgressFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.reason = reason
  }

  /** For the log, which names errors by their code. */
  get code(): string {
    return `egress_${this.reason}`
  }
}
