/** The few colours that TypeScript needs before a style sheet is there; `tokens.css` is the source. */
export const look = {
  light: { ground: '#f6f8fa', paper: '#fff', sea: '#0b4f6c', onSea: '#fff' },
  dark: { ground: '#0b1826', paper: '#102234', sea: '#5cb8d6', onSea: '#062231' },
} as const
