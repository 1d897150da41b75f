import type { Words } from '../words/words.ts'

/** The page was opened by itself, or Shopify's script did not come: plain HTML, for Polaris may not be there. */
export function OutsideView({
  title,
  text,
  action,
}: {
  title: string
  text: string
  action: { label: Words['trouble']['outsideButton']; url: string } | undefined
}) {
  return (
    <main class="outside">
      <h1 class="big">{title}</h1>
      <p class="lead">{text}</p>
      {action && (
        <a class="plain-button" href={action.url} target="_top">
          {action.label}
        </a>
      )}
    </main>
  )
}
