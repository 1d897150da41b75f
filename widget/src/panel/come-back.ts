import { messages } from '#more-words'
import type { Failure } from '../conversation/api.ts'
import type { Actions } from './view.ts'

/** Milliseconds between tries to open a mail's link while the relay does not answer. */
const AGAIN = 4_000

/** The link of an e-mail leads back into its thread, or says that it does not any more. */
export function comeBack(code: string, act: Actions, open: () => void): void {
  history.replaceState(history.state, '', location.pathname + location.search)
  open()
  act
    .converse()
    .comeBack(code)
    .catch(({ passing }: Failure) => {
      if (passing) setTimeout(() => comeBack(code, act, open), AGAIN)
      else act.change({ deadLink: messages.deadLink })
    })
}
