import { render } from 'preact'
import { App } from './app.tsx'
import './phones.css'
import './phone.css'
import './chat.css'
import './bubble.css'
import './composer.css'
import './sheet.css'

render(<App />, document.body)
