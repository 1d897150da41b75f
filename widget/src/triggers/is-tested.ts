import type { DOCTOR_FRAGMENT } from '@loods/protocol/diagnosis'

/** How the address ends with which a merchant walks the own shop. */
const DOCTOR: `#${typeof DOCTOR_FRAGMENT}` = '#loods-doctor'

/** Whether triggers are tested in this tab; the doctor keeps it there until it is closed. */
export function isTested(): boolean {
  try {
    return location.hash === DOCTOR || Boolean(sessionStorage[DOCTOR])
  } catch {
    return false
  }
}
