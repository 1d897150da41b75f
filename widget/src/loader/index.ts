import { isInstalled } from './api.ts'
import { findTag } from './tag.ts'
import { startWidget } from './widget.ts'

const tag = findTag()
if (tag && !isInstalled()) startWidget(tag)
