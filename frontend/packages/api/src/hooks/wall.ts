import { toValue, type MaybeRefOrGetter } from 'vue'
import { wallPage } from '../maintenance'
import type { WallSite } from '../types'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 1000
const REFRESH_MS = 15_000

/** Every site with its last days. A fleet of many pages refreshes less often. */
export function useWall(days: MaybeRefOrGetter<number>) {
  const api = useApi()
  return useWholeList<WallSite>({
    key: () => ['wall', toValue(days)],
    fetch: (cursor, signal) => wallPage(api, { days: toValue(days), limit: LIST_PAGE, cursor }, signal),
    refreshEveryMs: REFRESH_MS,
  })
}
