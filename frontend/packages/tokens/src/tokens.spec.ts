import { describe, expect, it } from 'vitest'
import { VISIONS, contrast, distance, legible } from './colour'
import { stylesheet } from './css'
import { STATUS_TONES, THEMES, themes } from './themes'

const pairs = STATUS_TONES.flatMap((first, index) => STATUS_TONES.slice(index + 1).map((second) => [first, second] as const))

describe.each(THEMES)('the %s theme', (name) => {
  const theme = themes[name]
  const grounds = { bg: theme.bg, surface: theme.surface, raised: theme.raised, sunken: theme.sunken }
  const least = name === 'contrast' ? 7 : 4.5

  it.each(Object.entries(grounds))('keeps words legible on %s', (_, ground) => {
    expect(contrast(theme.text, ground)).toBeGreaterThanOrEqual(7)
    expect(contrast(theme.textMuted, ground)).toBeGreaterThanOrEqual(least)
    expect(contrast(theme.accentText, ground)).toBeGreaterThanOrEqual(least)
    for (const tone of STATUS_TONES) expect(contrast(theme.status[tone].text, ground), tone).toBeGreaterThanOrEqual(least)
  })

  it.each(Object.entries(grounds))('keeps controls, focus and status shapes visible on %s', (_, ground) => {
    expect(contrast(theme.borderStrong, ground)).toBeGreaterThanOrEqual(3)
    expect(contrast(theme.focus, ground)).toBeGreaterThanOrEqual(3)
    for (const tone of STATUS_TONES) expect(contrast(theme.status[tone].solid, ground), tone).toBeGreaterThanOrEqual(3)
  })

  it('keeps words legible on tinted chips and on the accent', () => {
    for (const tone of STATUS_TONES) {
      const { text, bg } = theme.status[tone]
      expect(contrast(text, bg), tone).toBeGreaterThanOrEqual(least)
      expect(contrast(theme.text, bg), tone).toBeGreaterThanOrEqual(7)
    }
    expect(contrast(theme.onAccent, theme.accent)).toBeGreaterThanOrEqual(least)
    expect(contrast(theme.onAccent, theme.accentHover)).toBeGreaterThanOrEqual(least)
    expect(contrast(theme.accentText, theme.accentBg)).toBeGreaterThanOrEqual(least)
    expect(contrast(theme.text, theme.accentBg)).toBeGreaterThanOrEqual(7)
  })

  it.each(VISIONS)('keeps the five status colours apart with %s vision', (vision) => {
    for (const [first, second] of pairs) {
      const apart = distance(theme.status[first].solid, theme.status[second].solid, vision)
      expect(apart, `${first} and ${second}`).toBeGreaterThanOrEqual(11)
    }
  })
})

describe('a client’s brand colour', () => {
  it('stays as it is when words in it are legible', () => {
    expect(legible('#3550d0', '#ffffff')).toBe('#3550d0')
  })

  it.each([['#ffd400', '#ffffff'], ['#001a66', '#0f1319']])('%s is moved until it is legible on %s', (brand, ground) => {
    expect(contrast(legible(brand, ground), ground)).toBeGreaterThanOrEqual(4.5)
  })
})

it('the stylesheet is the one generated from the themes', async () => {
  await expect(stylesheet()).toMatchFileSnapshot('./tokens.css')
})
