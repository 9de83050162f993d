import { THEMES } from '@wingman/tokens'
import { onScopeDispose, readonly, ref, type Ref } from 'vue'

export const THEME_CHOICES = ['system', ...THEMES] as const
export type ThemeChoice = (typeof THEME_CHOICES)[number]

const STORAGE_KEY = 'wingman.theme'
const choice = ref<ThemeChoice>('system')

/** Applied before the app is drawn. Without a choice the stylesheet itself follows the system. */
export function startTheme(): void {
  const stored = localStorage.getItem(STORAGE_KEY)
  setTheme(THEME_CHOICES.find((candidate) => candidate === stored) ?? 'system')
}

export function useTheme() {
  return { theme: readonly(choice), setTheme }
}

function setTheme(next: ThemeChoice): void {
  choice.value = next
  localStorage.setItem(STORAGE_KEY, next)
  if (next === 'system') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.dataset.theme = next
}

export function useMediaQuery(query: string): Readonly<Ref<boolean>> {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  const update = () => (matches.value = list.matches)
  list.addEventListener('change', update)
  onScopeDispose(() => list.removeEventListener('change', update))
  return readonly(matches)
}
