import type { riskOnPage } from '@loods/protocol/risk'

export { riskOnPage } from '@loods/protocol/risk'
export type RiskOnPage = typeof riskOnPage
