import { render } from 'preact'
import { App } from './app.tsx'
import './phones.css'

render(<App />, document.body)
