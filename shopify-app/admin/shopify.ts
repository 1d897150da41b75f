import { openPage } from './page.tsx'

const stage = document.getElementById('loods')
if (stage) void openPage(stage, window)
