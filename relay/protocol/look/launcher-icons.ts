/** Lucide (ISC): message-square, circle-question-mark and hand, each as one path of a 24 px square. */
export const launcherIcons = {
  chat: 'M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2z',
  question: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M9 9a3 3 0 0 1 6 1c0 2-3 3-3 3m0 4h0',
  wave: 'M18 11V6a2 2 0 0 0-4 0m0 4V4a2 2 0 0 0-4 0v2m0 4.5V6a2 2 0 0 0-4 0v8m12-6a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.8 0-4.5-.9-6-2.3l-3.6-3.6a2 2 0 0 1 2.8-2.8L7 15',
} as const
