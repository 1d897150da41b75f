/** What the load generator is told of a server: where it listens, who writes and who reads. */
export interface Stage {
  url: string
  sites: StageSite[]
}

export interface StageSite {
  siteId: string
  siteKey: string
  /** Signs this shop's member in. */
  token: string
  /** Sign the shoppers in. */
  secrets: string[]
}

/** How large a stage is to be. */
export interface StageSize {
  sites: number
  visitorsPerSite: number
}

/** 100 shoppers and 20 members, each member in a shop of its own. */
export const STAGE_SIZE: StageSize = { sites: 20, visitorsPerSite: 5 }
