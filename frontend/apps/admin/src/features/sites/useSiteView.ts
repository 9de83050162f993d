import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { queryFromView, viewFromQuery, type SiteView } from './siteList'

/** The address is the state: every change of the view is written there, and only read from there. */
export function useSiteView() {
  const route = useRoute()
  const router = useRouter()
  const view = computed(() => viewFromQuery(route.query))

  function change(changes: Partial<SiteView>): void {
    void router.replace({ path: '/sites', query: queryFromView({ ...view.value, ...changes }) })
  }

  return { view, change }
}
