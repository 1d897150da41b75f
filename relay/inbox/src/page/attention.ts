/**
 * Shows in the tab how many shoppers wait: a number before the title, and a dot on the icon.
 * @returns takes the number
 */
export function createAttention(page: Document): (count: number) => void {
  const title = page.title
  return (count) => {
    page.title = count > 0 ? `(${count}) ${title}` : title
    drawIcon(page, count)
  }
}

const SIDE = 64

/** The pilot's flag with the number on it; without a number as the page came. */
function drawIcon(page: Document, count: number): void {
  const canvas = page.createElement('canvas')
  canvas.width = canvas.height = SIDE
  const pen = canvas.getContext('2d')
  if (!pen) return
  drawFlag(pen)
  if (count > 0) drawCount(pen, count)
  iconLink(page).href = canvas.toDataURL('image/png')
}

function drawFlag(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = '#f2b705'
  pen.beginPath()
  pen.roundRect(0, 0, SIDE, SIDE, 14)
  pen.fill()
  write(pen, 'L', '#10243a', SIDE / 2, 42)
}

function drawCount(pen: CanvasRenderingContext2D, count: number): void {
  pen.fillStyle = '#c8372d'
  pen.beginPath()
  pen.arc(44, 20, 20, 0, 2 * Math.PI)
  pen.fill()
  write(pen, count > 9 ? '9+' : String(count), '#fff', 44, 26, 22)
}

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  color: string,
  x: number,
  size: number,
  y = SIDE / 2 + 2,
): void {
  pen.fillStyle = color
  pen.font = `700 ${size}px system-ui, sans-serif`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(text, x, y)
}

function iconLink(page: Document): HTMLLinkElement {
  const known = page.querySelector<HTMLLinkElement>('link[rel=icon]')
  if (known) return known
  const link = page.createElement('link')
  link.rel = 'icon'
  page.head.append(link)
  return link
}
