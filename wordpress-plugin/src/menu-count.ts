/** Shows how many shoppers wait beside the menu item, as WordPress counts comments. */
export function showWaiting(count: number): void {
  const name = document.querySelector('#toplevel_page_loods .wp-menu-name')
  if (!name) return
  const bubble = name.querySelector('.awaiting-mod') ?? name.appendChild(newBubble())
  bubble.className = `awaiting-mod count-${count}`
  bubble.textContent = String(count)
}

function newBubble(): HTMLElement {
  const bubble = document.createElement('span')
  return bubble
}
