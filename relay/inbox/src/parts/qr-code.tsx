import encodeQR from 'qr'
import { useInbox } from '../app/context.ts'
import qrCodeCss from '../look/qr-code.css'
import { adopt } from '../look/sheets.ts'

/** A code to scan with a phone; dark on light in every theme, as cameras want it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  adopt(useInbox().root, qrCodeCss)
  const rows = encodeQR(text, 'raw', { border: 2 })
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
    >
      <path d={path.join('')} />
    </svg>
  )
}
