import type { AvailabilityState, PromiseAnswer } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { type Loaded, useLoaded } from '../../../app/use-loaded.ts'
import { Button } from '../../../parts/button.tsx'
import { Choice } from '../../../parts/choice.tsx'
import { Section, WhenLoaded } from '../../../parts/section.tsx'
import { type Settings, useSettings } from '../settings-context.ts'
import { duration } from './duration.ts'
import { WeekChart } from './week-chart.tsx'

/** Open or away, what shoppers read about it, and the promise as it was measured. */
export function AvailabilityPage() {
  const { api, words } = useSettings()
  const promise = useLoaded(api.availability, 'settings')
  return (
    <div class="sections">
      <WhenLoaded of={promise}>
        {(value) => (
          <>
            <Section title={words.availability.now}>
              <Switch promise={promise} value={value} />
            </Section>
            <Section title={words.availability.whatShoppersSee}>
              <Sees value={value} />
            </Section>
            <Section title={words.availability.measured} intro={words.availability.measuredWhy}>
              <Measured value={value} />
            </Section>
          </>
        )}
      </WhenLoaded>
    </div>
  )
}

function Switch({ promise, value }: { promise: Loaded<PromiseAnswer>; value: PromiseAnswer }) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()

  async function choose(availability: AvailabilityState): Promise<void> {
    promise.put({ ...value, availability })
    try {
      await api.setAvailability(availability)
      toasts.done(words.availability.changed[availability])
    } catch (error) {
      promise.put(value)
      toasts.failed(error)
    }
  }

  return (
    <Choice
      label={words.availability.now}
      quiet
      value={value.availability}
      options={[
        { value: 'open', label: words.availability.open, hint: words.availability.openHint },
        { value: 'away', label: words.availability.away, hint: words.availability.awayHint },
      ]}
      onChoose={(state) => void choose(state)}
    />
  )
}

function Sees({ value }: { value: PromiseAnswer }) {
  const { go } = useInbox()
  const { words, may } = useSettings()
  return (
    <>
      <p>{whatShoppersSee(words, value)}</p>
      {may('admin') && (
        <p>
          <Button onClick={() => go({ name: 'settings', page: 'widget' })}>
            {words.availability.changeTexts}
          </Button>
        </p>
      )}
    </>
  )
}

function whatShoppersSee(words: Settings['words'], value: PromiseAnswer): string {
  if (value.availability === 'away') return words.availability.seesAway
  if (value.waitSeconds === undefined) return words.availability.seesOnline
  return words.availability.seesPromise(duration(words, value.waitSeconds))
}

function Measured({ value }: { value: PromiseAnswer }) {
  const { words } = useSettings()
  if (value.samples === 0) return <p>{words.availability.none}</p>
  return (
    <>
      <p>{words.availability.samples(value.samples)}</p>
      <WeekChart hours={value.hours} />
    </>
  )
}
