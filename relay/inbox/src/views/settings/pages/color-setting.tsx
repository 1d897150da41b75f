import { luminance, textOn } from '@loods/protocol/contrast'
import { Check } from 'lucide'
import { Icon } from '../../../parts/icon.tsx'
import { Setting } from '../parts/setting.tsx'
import { useSettings } from '../settings-context.ts'

const SWATCHES = ['#0b4f6c', '#1d8a5f', '#7a4fb5', '#c2185b', '#d9480f', '#f2b705', '#10243a']

/** The merchant's colour, with the text colour that goes on it. */
export function ColorSetting() {
  const { words } = useSettings()
  return (
    <Setting path="look.color" label={words.widget.color} hint={words.widget.colorHint}>
      {({ id, attributes, value, set, save, choose }) => (
        <>
          <div class="color-row">
            <input
              {...attributes}
              id={id}
              type="color"
              value={value as string}
              onInput={(event) => set(event.currentTarget.value)}
              onChange={save}
            />
            <input
              class="input code"
              aria-label={words.widget.colorCode}
              maxLength={7}
              spellcheck={false}
              value={value as string}
              onInput={(event) => set(event.currentTarget.value.trim().toLowerCase())}
              onChange={save}
            />
            <span class="swatches">
              {SWATCHES.map((color) => (
                <button
                  key={color}
                  type="button"
                  class="swatch"
                  ref={(button) => button?.style.setProperty('--swatch', color)}
                  aria-label={words.widget.swatch(color)}
                  aria-pressed={value === color}
                  onClick={() => choose(color)}
                />
              ))}
            </span>
          </div>
          <ContrastNote color={value as string} />
        </>
      )}
    </Setting>
  )
}

/** Shows the text colour we choose, and how well it can be read. */
function ContrastNote({ color }: { color: string }) {
  const { words } = useSettings()
  if (!/^#[0-9a-f]{6}$/.test(color)) return null
  const text = textOn(color)
  const name = text === '#fff' ? words.widget.contrastWhite : words.widget.contrastBlack
  return (
    <p class="contrast">
      <span
        class="contrast-sample"
        ref={(sample) => {
          sample?.style.setProperty('background', color)
          sample?.style.setProperty('color', text)
        }}
      >
        {name}
      </span>
      <span>
        <Icon of={Check} size={14} /> {words.widget.contrast(ratioOn(color, text).toFixed(1))}
      </span>
      <small class="quiet">{words.widget.contrastWhy}</small>
    </p>
  )
}

/** Contrast of WCAG 2.2 between a colour and the text on it, from 1 to 21. */
function ratioOn(color: string, text: '#fff' | '#000'): number {
  const own = luminance(color)
  return text === '#fff' ? 1.05 / (own + 0.05) : (own + 0.05) / 0.05
}
