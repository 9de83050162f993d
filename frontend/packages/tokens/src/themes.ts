/** The one source of every colour. `tokens.css` is generated from here (`npm run generate`). */

export const STATUS_TONES = ['ok', 'warn', 'bad', 'info', 'idle'] as const
export type StatusTone = (typeof STATUS_TONES)[number]

export const THEMES = ['light', 'dark', 'contrast'] as const
export type ThemeName = (typeof THEMES)[number]

export interface StatusColours {
  /** Fills, icons and lines: at least 3:1 on every ground. */
  solid: string
  /** Words: at least 4.5:1 on every ground and on the tint below. */
  text: string
  bg: string
  border: string
}

export interface Theme {
  scheme: 'light' | 'dark'
  bg: string
  surface: string
  raised: string
  sunken: string
  border: string
  borderStrong: string
  text: string
  textMuted: string
  accent: string
  accentHover: string
  onAccent: string
  accentText: string
  accentBg: string
  focus: string
  shadow: string
  scrim: string
  status: Record<StatusTone, StatusColours>
}

const light: Theme = {
  scheme: 'light',
  bg: '#f5f6f9',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#eceff4',
  border: '#dde2ea',
  borderStrong: '#7d8696',
  text: '#131924',
  textMuted: '#535d6e',
  accent: '#3550d0',
  accentHover: '#2940b0',
  onAccent: '#ffffff',
  accentText: '#3049c6',
  accentBg: '#ebeefc',
  focus: '#3550d0',
  shadow: '20 28 45',
  scrim: 'rgb(15 20 30 / 0.45)',
  status: {
    ok: { solid: '#008577', text: '#006d61', bg: '#e2f4f0', border: '#a5d8cf' },
    warn: { solid: '#a86713', text: '#85500c', bg: '#fbf0dd', border: '#e8c88f' },
    bad: { solid: '#a00000', text: '#a00000', bg: '#fce9e8', border: '#eeb4b0' },
    info: { solid: '#8d4aee', text: '#7430d6', bg: '#f3ebfe', border: '#d5bdf8' },
    idle: { solid: '#485058', text: '#485058', bg: '#eceff2', border: '#c9d0d8' },
  },
}

const dark: Theme = {
  scheme: 'dark',
  bg: '#0f1319',
  surface: '#161b23',
  raised: '#1e242e',
  sunken: '#0b0e13',
  border: '#29303b',
  borderStrong: '#6f7a8b',
  text: '#e9ecf2',
  textMuted: '#9fa9b9',
  accent: '#93a5ff',
  accentHover: '#b0bdff',
  onAccent: '#0d1220',
  accentText: '#a7b6ff',
  accentBg: '#1d2440',
  focus: '#a7b6ff',
  shadow: '0 0 0',
  scrim: 'rgb(0 0 0 / 0.6)',
  status: {
    ok: { solid: '#87e9bf', text: '#87e9bf', bg: '#12291f', border: '#22523f' },
    warn: { solid: '#f4b02c', text: '#f4b02c', bg: '#2b2110', border: '#5d4517' },
    bad: { solid: '#fe403d', text: '#ff8078', bg: '#321517', border: '#6f2728' },
    info: { solid: '#58a7f8', text: '#7bbafa', bg: '#122438', border: '#21466f' },
    idle: { solid: '#8d8b98', text: '#aba9b6', bg: '#22252d', border: '#3c404b' },
  },
}

const contrast: Theme = {
  scheme: 'dark',
  bg: '#000000',
  surface: '#000000',
  raised: '#0a0a0a',
  sunken: '#000000',
  border: '#8f98a6',
  borderStrong: '#ffffff',
  text: '#ffffff',
  textMuted: '#d6dbe3',
  accent: '#c3ceff',
  accentHover: '#ffffff',
  onAccent: '#000000',
  accentText: '#c3ceff',
  accentBg: '#141c3a',
  focus: '#ffe14d',
  shadow: '0 0 0',
  scrim: 'rgb(0 0 0 / 0.8)',
  status: {
    ok: { solid: '#87e9bf', text: '#a5f2d0', bg: '#04170f', border: '#87e9bf' },
    warn: { solid: '#f4b02c', text: '#ffca63', bg: '#1c1302', border: '#f4b02c' },
    bad: { solid: '#fe403d', text: '#ffa8a2', bg: '#240606', border: '#fe403d' },
    info: { solid: '#58a7f8', text: '#a3d0ff', bg: '#04121f', border: '#58a7f8' },
    idle: { solid: '#8d8b98', text: '#d2d0da', bg: '#111216', border: '#8d8b98' },
  },
}

export const themes: Record<ThemeName, Theme> = { light, dark, contrast }
