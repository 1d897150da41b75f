/** English: what is said of shoppers nobody is. */
export const words = {
  offer:
    'This is the demo shop. Fill it with a week of made-up shoppers to see every screen at work; your own visits stay as they are.',
  start: 'Simulate a week of shoppers',
  running: (visits: string) => `Making shoppers: ${visits} visits so far.`,
  marked: (visits: string) => `Simulated shoppers: ${visits} of these visits were made up.`,
  remove: 'Remove them',
}
