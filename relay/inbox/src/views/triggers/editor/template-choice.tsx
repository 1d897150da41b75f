import type { TriggerDefinition } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { describeWhen } from './describe.ts'
import type { EditorWords } from './i18n/words.ts'
import { blankTrigger, TEMPLATE_NAMES, templateTrigger } from './templates.ts'

interface TemplateChoiceProps {
  words: EditorWords
  onChoose(definition: TriggerDefinition): void
}

/** Triggers to begin with, each said in a sentence. */
export function TemplateChoice({ words, onChoose }: TemplateChoiceProps) {
  const { desk } = useInbox()
  const { language } = desk
  return (
    <section class="templates">
      <p class="quiet">{words.templatesHint}</p>
      <ul>
        {TEMPLATE_NAMES.map((name) => {
          const template = templateTrigger(name, language)
          return (
            <li key={name}>
              <button type="button" class="template" onClick={() => onChoose(template)}>
                <strong>{template.name}</strong>
                <span>“{template.texts[language]}”</span>
                <small class="quiet">{describeWhen(template, { language })}</small>
              </button>
            </li>
          )
        })}
        <li>
          <button type="button" class="template" onClick={() => onChoose(blankTrigger())}>
            <strong>{words.blank}</strong>
            <small class="quiet">{words.blankHint}</small>
          </button>
        </li>
      </ul>
    </section>
  )
}
