import { describe, expect, it } from 'vitest'
import { renderTable } from './table.ts'

describe(renderTable, () => {
  it('aligns names on the left and numbers on the right', () => {
    const text = renderTable({
      title: 'Messages',
      columns: ['server', 'per second', 'ratio'],
      rows: [
        ['ours', 21_234.4, 0.614],
        ['socket.io', 1_733, Number.NaN],
      ],
    })
    expect(text).toBe(
      [
        'Messages',
        '',
        'server     per second  ratio',
        '---------  ----------  -----',
        'ours           21,234   0.61',
        'socket.io       1,733      -',
      ].join('\n'),
    )
  })

  it('keeps three digits that count', () => {
    const text = renderTable({ title: '', columns: ['a', 'b', 'c'], rows: [['x', 12.345, 0.5]] })
    expect(text.split('\n').at(-1)).toBe('x  12.3  0.50')
  })
})
