import { defineStore } from 'pinia'
import { ref, watch } from 'vue'

const STORAGE_KEY = 'wingman.single-keys'

/** Choices of this person on this device. */
export const usePreferences = defineStore('preferences', () => {
  // Speech input can press single keys by accident, so they can be switched off (WCAG 2.1.4).
  const singleKeys = ref(localStorage.getItem(STORAGE_KEY) !== 'off')
  watch(singleKeys, (on) => localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off'))
  return { singleKeys }
})
