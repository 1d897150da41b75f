import { useInbox } from './context.ts'

/** Where short messages appear; read out by screen readers. */
export function Toasts() {
  const { toasts } = useInbox()
  return (
    <div class="toasts" aria-live="polite">
      {toasts.all.value.map(({ id, kind, text, action }) => (
        <div class={`toast ${kind}`} key={id}>
          <span>{text}</span>
          {action && (
            <button
              type="button"
              onClick={() => {
                action.run()
                toasts.dismiss(id)
              }}
            >
              {action.label}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
