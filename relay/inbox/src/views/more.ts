/** The views beside the chat, fetched together: apart they would weigh more. */
export { AccountMenu } from './account/account-menu.tsx'
export { FirstRun } from './first-run/first-run.tsx'
export { HelpDialog } from './help/help-dialog.tsx'
export { PilotTabs } from './pilot-tabs.tsx'
export { SearchView } from './search/search-view.tsx'
export { VisitorsView } from './visitors/visitors-view.tsx'
