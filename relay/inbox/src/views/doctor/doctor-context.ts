import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { DoctorWords } from './i18n/words.ts'

export const DoctorContext = createContext<DoctorWords | undefined>(undefined)

/** The words of the doctor's screen around this component. */
export function useDoctorWords(): DoctorWords {
  const words = useContext(DoctorContext)
  if (!words) throw new Error('This component needs the doctor’s screen around it.')
  return words
}
