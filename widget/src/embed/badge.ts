import type { Language } from '@loods/protocol'
import { launcherTexts } from '../i18n/launcher.ts'
import style from './badge.css'

export const css = style

/** Puts a badge on the launcher. @returns sets its number, also for who hears it; 0 takes it away */
export function createBadge(
  launcher: HTMLButtonElement,
  language: Language,
): (count: number) => void {
  const badge = document.createElement('b')
  const name = launcher.getAttribute('aria-label')
  return (count) => {
    const unread = `${name}, ${count} ${launcherTexts[language].unread}`
    launcher.setAttribute('aria-label', count > 0 ? unread : `${name}`)
    badge.textContent = count > 9 ? '9+' : `${count}`
    if (count > 0) launcher.append(badge)
    else badge.remove()
  }
}
