import { TextControl } from '@wordpress/components'
import { __ } from '@wordpress/i18n'

/** What we use of the editor, which is there wherever this script runs. */
interface Editor {
  blocks: { registerBlockType(name: string, settings: object): void }
  blockEditor: { useBlockProps(props?: object): object }
}

interface EditProps {
  attributes: { text: string }
  setAttributes(change: { text: string }): void
}

const { blocks, blockEditor } = (window as unknown as { wp: Editor }).wp

function Edit({ attributes, setAttributes }: EditProps) {
  return (
    <div {...blockEditor.useBlockProps()}>
      <TextControl
        label={__('What the button says', 'loods-live-chat')}
        placeholder={__('Ask us', 'loods-live-chat')}
        maxLength={80}
        value={attributes.text}
        onChange={(text) => setAttributes({ text })}
      />
    </div>
  )
}

blocks.registerBlockType('loods/chat-button', {
  title: __('Chat button', 'loods-live-chat'),
  description: __('Opens the chat where a question comes up.', 'loods-live-chat'),
  category: 'widgets',
  icon: 'format-chat',
  edit: Edit,
  save: () => null,
})
