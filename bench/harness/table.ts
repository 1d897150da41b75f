/** Numbers in rows, for people: the first column names, the others are aligned on the right. */
export interface Table {
  title: string
  columns: string[]
  rows: Cell[][]
}

/** A number is written with three digits that count; text as it is. */
export type Cell = string | number

export function renderTable(table: Table): string {
  const body = [table.columns, ...table.rows.map((row) => row.map(renderCell))]
  const widths = table.columns.map((_, i) => Math.max(...body.map((row) => row[i]?.length ?? 0)))
  const lines = body.map((row) => renderRow(row, widths))
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return [table.title, '', lines[0], rule, ...lines.slice(1)].join('\n')
}

function renderRow(row: string[], widths: number[]): string {
  return row
    .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
    .join('  ')
    .trimEnd()
}

function renderCell(cell: Cell): string {
  if (typeof cell === 'string') return cell
  if (!Number.isFinite(cell)) return '-'
  if (Math.abs(cell) >= 100) return Math.round(cell).toLocaleString('en-US')
  return cell.toFixed(Math.abs(cell) >= 10 ? 1 : 2)
}
