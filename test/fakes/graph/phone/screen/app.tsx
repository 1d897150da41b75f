import { useEffect, useState } from 'preact/hooks'
import type { PhonesView } from '../phone-view.ts'
import { clockOf } from './clock.ts'
import { LinkSheet, type OpenedLink, useLink } from './link-sheet.tsx'
import { Phone } from './phone.tsx'
import { jump } from './requests.ts'
import { type Language, preferredLanguage, WORDS, type Words } from './words.ts'

const HOUR = 3_600_000

/** Everything: the bar with the clock, and the phones side by side (or one at a time on a phone). */
export function App() {
  const [language, setLanguage] = useState<Language>(() => preferredLanguage(navigator.languages))
  const { view, lost } = usePhones()
  const [inFront, setInFront] = useState(0)
  const [opened, setOpened] = useState<OpenedLink>()
  const [link, forgetLink] = useLink()
  const words = WORDS[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `${words.title} · Loods demo`
  }, [language])
  if (!view) return <p class="starting">{words.loading}</p>
  const choose = (phone: number, what: Omit<OpenedLink, 'phone'>): void => {
    setOpened({ ...what, phone })
    setInFront(phone)
    forgetLink()
  }
  return (
    <>
      <Bar
        view={view}
        words={words}
        language={language}
        onLanguage={() => setLanguage(language === 'nl' ? 'en' : 'nl')}
      />
      {lost && (
        <p class="lost" role="alert">
          {words.lost}
        </p>
      )}
      <nav class="which" aria-label={words.title}>
        {view.phones.map(({ id, name }, index) => (
          <button
            key={id}
            type="button"
            aria-pressed={index === inFront}
            onClick={() => setInFront(index)}
          >
            {words.roles[id] ?? name}
          </button>
        ))}
      </nav>
      <main class="phones">
        {view.phones.map((phone, index) => (
          <Phone
            key={phone.id}
            phone={phone}
            now={view.now}
            words={words}
            language={language}
            inFront={index === inFront}
            opened={opened?.phone === index ? opened : undefined}
          />
        ))}
      </main>
      {link && (
        <LinkSheet link={link} view={view} words={words} onChoose={choose} onCancel={forgetLink} />
      )}
    </>
  )
}

function Bar({
  view,
  words,
  language,
  onLanguage,
}: {
  view: PhonesView
  words: Words
  language: Language
  onLanguage: () => void
}) {
  return (
    <header class="bar">
      <div class="title">
        <h1>{words.title}</h1>
        <button type="button" class="quiet" onClick={onLanguage}>
          {words.otherLanguage}
        </button>
      </div>
      <p>{words.intro}</p>
      <div class="time">
        <time>{clockOf(view.now, language)}</time>
        {words.jumps.map(({ hours, short, whole }) => (
          <button
            key={hours}
            type="button"
            aria-label={whole}
            onClick={() => void jump(hours * HOUR)}
          >
            {short}
          </button>
        ))}
      </div>
    </header>
  )
}

/** What the phones show, live; `lost` while the line is down. */
function usePhones(): { view: PhonesView | undefined; lost: boolean } {
  const [view, setView] = useState<PhonesView>()
  const [lost, setLost] = useState(false)
  useEffect(() => {
    const events = new EventSource('phone/events')
    events.onmessage = ({ data }) => {
      setLost(false)
      setView(JSON.parse(data as string) as PhonesView)
    }
    events.onerror = () => setLost(true)
    return () => events.close()
  }, [])
  return { view, lost }
}
