import { watchEffect } from 'vue'

export function usePageTitle(title: () => string | undefined): void {
  watchEffect(() => {
    const text = title()
    document.title = text ? `${text} · WP Wingman` : 'WP Wingman'
  })
}
