/**
 * Stands in for https://cdn.shopify.com/shopifycloud/polaris.js: Polaris's elements as far as they are
 * laid out, read and clicked, with the documented properties, slots and events.
 */
import { defineActions } from './polaris/actions.ts'
import { defineChoices } from './polaris/choices.ts'
import { defineFeedback } from './polaris/feedback.ts'
import { defineFields } from './polaris/fields.ts'
import { defineLayout } from './polaris/layout.ts'
import { defineModal } from './polaris/modal.ts'
import { defineSelect } from './polaris/select.ts'
import { defineText } from './polaris/text.ts'

defineLayout()
defineText()
defineActions()
defineFields()
defineSelect()
defineChoices()
defineFeedback()
defineModal()
