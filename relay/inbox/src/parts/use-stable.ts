import { useCallback, useRef } from 'preact/hooks'

/** One function for all drawings, which does what the one of the latest drawing would. */
export function useStable<Arguments extends unknown[]>(
  work: (...given: Arguments) => void,
): (...given: Arguments) => void {
  const latest = useRef(work)
  latest.current = work
  return useCallback((...given) => latest.current(...given), [])
}
