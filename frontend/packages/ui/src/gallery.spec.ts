import { mount } from '@vue/test-utils'
import { startI18n } from '@wingman/i18n'
import axe from 'axe-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Component } from 'vue'

const pages = import.meta.glob<{ default: Component }>('./*/*.gallery.vue')
const folders = Object.keys(import.meta.glob('./*/*.vue')).map((path) => path.split('/')[1] ?? '')
const shown = Object.keys(pages).map((path) => path.split('/')[1] ?? '')

beforeAll(async () => {
  const noWords = async () => ({ default: {} })
  await startI18n({ en: noWords, de: noWords })
})

it('every component has its page in the gallery', () => {
  expect(folders.filter((folder) => !shown.includes(folder))).toEqual([])
})

// The canvas of the chart needs a real browser: its page is checked there, with all the others.
describe.each(Object.entries(pages).filter(([path]) => !path.includes('TimeSeries')))('the gallery page %s', (_, load) => {
  it('is accessible', async () => {
    const { default: page } = await load()
    const wrapper = mount(page, { attachTo: document.body })

    const { violations } = await axe.run(wrapper.element.parentElement ?? document.body, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      // There is no layout here; colours and sizes are measured in Chromium.
      rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
    })

    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    wrapper.unmount()
  })
})
