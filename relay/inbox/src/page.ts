import { startPage } from './page/page.ts'

const stage = document.getElementById('loods')
if (stage) startPage(stage)
