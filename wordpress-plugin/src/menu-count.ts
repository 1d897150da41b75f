/** Shows how many shoppers wait beside the menu item, and in the folded menu's heading, as WordPress counts comments. */
export function showWaiting(count: number): void {
  for (const bubble of document.querySelectorAll('#toplevel_page_loods .awaiting-mod')) {
    bubble.className = `awaiting-mod count-${count}`
    const text = new Intl.NumberFormat(document.documentElement.lang || 'en').format(count)
    bubble.firstElementChild?.replaceChildren(text)
  }
}
