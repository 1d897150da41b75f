import type { HostEvent, HostListener } from '../host.ts'

/** Tells listeners of `loods('on', …)`. */
export function emit(element: HTMLElement, event: HostEvent, detail?: unknown): void {
  element.dispatchEvent(new CustomEvent(event, { detail }))
}

export function listen(element: HTMLElement, event: HostEvent, listener: HostListener): void {
  element.addEventListener(event, (told) => listener((told as CustomEvent).detail))
}
