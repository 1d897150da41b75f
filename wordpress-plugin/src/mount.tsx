import { createRoot, type ReactNode } from '@wordpress/element'

/** Shows a page's component in the element PHP printed. */
export function mount(page: ReactNode): void {
  const element = document.getElementById('loods-app')
  if (element) createRoot(element).render(page)
}
