import {
  type Examples,
  type LogisticModel,
  learn,
  probability,
} from '../../relay/src/statistics/logistic-regression.ts'
import {
  measureQuality,
  type PredictionQuality,
} from '../../relay/src/statistics/prediction-quality.ts'
import { fromRiskWeights, toRiskWeights } from '../../relay/src/statistics/risk-weights.ts'
import { readShoppers } from './shoppers.ts'

/** The risk score on real shoppers, as it was learnt and as the loader gets it. */
export interface Risk {
  learnt: PredictionQuality
  inLoader: PredictionQuality
  /** Bytes of JSON in the loader's config. */
  bytes: number
  /** Visits it was learnt from and judged by. */
  training: number
  test: number
}

/** Learns who will order from two thirds of the visits, and judges it by the others. */
export function measureRisk(path: string): Risk {
  const { training, test } = readShoppers(path)
  const model = learn(training)
  const weights = toRiskWeights(model)
  return {
    learnt: judgeModel(model, test),
    inLoader: judgeModel(fromRiskWeights(weights), test),
    bytes: JSON.stringify(weights).length,
    training: training.rows.length,
    test: test.rows.length,
  }
}

function judgeModel(model: LogisticModel, { rows, labels }: Examples): PredictionQuality {
  return measureQuality(
    rows.map((row, i) => ({
      probability: probability(model, row),
      happened: labels[i] ?? false,
    })),
  )
}
