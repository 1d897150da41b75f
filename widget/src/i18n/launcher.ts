/** What the launcher tells a screen reader beside the shop's own words. */
export const launcherTexts = {
  nl: { unread: 'ongelezen' },
  en: { unread: 'unread' },
}
