import apiFetch from '@wordpress/api-fetch'
import { __ } from '@wordpress/i18n'
import { facts } from './facts'
import './plugins.scss'

/**
 * On the list of plugins: before the chat is switched off, asks what should become of what shoppers
 * wrote if the plugin is deleted later. Without this script the link works as ever, and all is kept.
 */
const link = document.querySelector<HTMLAnchorElement>(
  'tr[data-plugin^="loods-live-chat/"] .deactivate a',
)
link?.addEventListener('click', (event) => {
  event.preventDefault()
  ask(link.href)
})

function ask(next: string): void {
  const dialog = document.body.appendChild(document.createElement('dialog'))
  dialog.className = 'loods-deactivate'
  dialog.setAttribute('aria-labelledby', 'loods-deactivate-title')
  dialog.append(form(dialog, next))
  dialog.addEventListener('close', () => dialog.remove())
  dialog.showModal()
}

function form(dialog: HTMLDialogElement, next: string): HTMLFormElement {
  const form = document.createElement('form')
  const title = text('h2', __('Switch the chat off', 'loods-live-chat'))
  title.id = 'loods-deactivate-title'
  const stop = button(__('Switch off', 'loods-live-chat'), 'button button-primary')
  const cancel = button(__('Cancel', 'loods-live-chat'), 'button')
  cancel.type = 'button'
  cancel.addEventListener('click', () => dialog.close())
  const buttons = document.createElement('p')
  buttons.append(stop, ' ', cancel)
  form.append(title, ...(facts.network ? questionOfNetwork() : question()), buttons)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    stop.disabled = true
    const erase = new FormData(form).get('erase') === '1'
    // A network where nothing is answered leaves each of its sites what it chose.
    const kept = facts.network && !erase ? Promise.resolve() : keep(erase)
    void kept.finally(() => {
      location.href = next
    })
  })
  return form
}

function question(): HTMLElement[] {
  return [
    text(
      'p',
      __(
        'The chat goes from your shop at once. If you delete the plugin later, what should happen to your conversations and settings at the chat server?',
        'loods-live-chat',
      ),
    ),
    choice('', __('Keep them: press Start again one day, and all is there', 'loods-live-chat')),
    choice('1', __('Erase them for good', 'loods-live-chat')),
  ]
}

function questionOfNetwork(): HTMLElement[] {
  return [
    text(
      'p',
      __(
        'The chat goes from every site of this network at once. If you delete the plugin later, what should happen to the conversations and settings of those sites at the chat server?',
        'loods-live-chat',
      ),
    ),
    choice('', __('What each site has chosen in its own settings of the chat', 'loods-live-chat')),
    choice('1', __('Erase them for good, of every site', 'loods-live-chat')),
  ]
}

function choice(value: string, label: string): HTMLElement {
  const line = document.createElement('p')
  const whole = line.appendChild(document.createElement('label'))
  const input = whole.appendChild(document.createElement('input'))
  input.type = 'radio'
  input.name = 'erase'
  input.value = value
  input.checked = value === ''
  whole.append(label)
  return line
}

function text(tag: string, words: string): HTMLElement {
  const element = document.createElement(tag)
  element.textContent = words
  return element
}

function button(label: string, className: string): HTMLButtonElement {
  const element = document.createElement('button')
  element.className = className
  element.textContent = label
  return element
}

/** Only what was answered changes; a shop that cannot keep it just now keeps everything. */
function keep(erase: boolean): Promise<unknown> {
  return apiFetch({
    path: '/loods/v1/erase',
    method: 'POST',
    data: { erase, network: facts.network },
  })
}
