import { register } from '@shopify/web-pixels-extension'
import { startPixel } from './pixel.ts'

register((api) => startPixel(api, (url, options) => fetch(url, options)))
