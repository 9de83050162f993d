export { contrast, distance, legible } from './colour'
export { THEMES, STATUS_TONES, themes, type StatusTone, type ThemeName } from './themes'
