import type { Device, PageKind } from '@loods/protocol'
import type { ComponentChildren } from 'preact'
import { Field } from '../../parts/field.tsx'
import { useDoctorWords } from './doctor-context.ts'
import type { Supposed } from './examine.ts'

interface SupposedFormProps {
  supposed: Supposed
  /** The kind this page was counted as, if it was. */
  counted: PageKind | undefined
  onChange(supposed: Supposed): void
}

/** Which page, and who looks at it. */
export function SupposedForm({ supposed, counted, onChange }: SupposedFormProps) {
  const words = useDoctorWords()
  const set = (change: Partial<Supposed>) => onChange({ ...supposed, ...change })
  return (
    <form class="supposed" onSubmit={(event) => event.preventDefault()}>
      <Field label={words.address} hint={words.addressHint}>
        {(control) => (
          <input
            {...control}
            class="input"
            inputMode="url"
            spellcheck={false}
            autocapitalize="off"
            maxLength={500}
            value={supposed.url}
            onInput={(event) => set({ url: event.currentTarget.value })}
          />
        )}
      </Field>
      <Select
        label={words.kind}
        value={supposed.kind ?? ''}
        onChoose={(kind) => onChange({ ...supposed, kind: (kind || undefined) as PageKind })}
      >
        <option value="">
          {counted ? words.kindFound(words.kinds[counted].toLowerCase()) : words.kindUnknown}
        </option>
        <Options names={words.kinds} />
      </Select>
      <Select
        label={words.device}
        value={supposed.device}
        onChoose={(device) => set({ device: device as Device })}
      >
        <Options names={words.devices} />
      </Select>
      <Select
        label={words.language}
        value={supposed.language}
        onChoose={(language) => set({ language })}
      >
        <Options names={words.languages} />
      </Select>
    </form>
  )
}

interface SelectProps {
  label: string
  value: string
  onChoose(value: string): void
  children: ComponentChildren
}

function Select({ label, value, onChoose, children }: SelectProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={value}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {children}
        </select>
      )}
    </Field>
  )
}

function Options({ names }: { names: Record<string, string> }) {
  return (
    <>
      {Object.entries(names).map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </>
  )
}
