import { useInfiniteQuery, type QueryKey } from '@tanstack/vue-query'
import { computed, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../errors'
import type { Page } from '../types'

interface WholeList<Item> {
  key: MaybeRefOrGetter<QueryKey>
  fetch: (cursor: string | null, signal: AbortSignal) => Promise<Page<Item>>
  refreshEveryMs?: number
  enabled?: MaybeRefOrGetter<boolean>
}

/**
 * A list that the screen filters and sorts itself: the first page shows at once, the rest follows by itself.
 * Rows are kept as they came (no proxies, no deep comparison): there may be ten thousand.
 */
export function useWholeList<Item>({ key, fetch, refreshEveryMs, enabled = true }: WholeList<Item>) {
  const query = useInfiniteQuery<Page<Item>, ApiError, { pages: Page<Item>[] }, QueryKey, string | null>(
    computed(() => ({
      queryKey: toValue(key),
      enabled: toValue(enabled),
      queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) => fetch(pageParam, signal),
      initialPageParam: null,
      getNextPageParam: (page: Page<Item>) => page.next_cursor,
      structuralSharing: false,
      shallow: true,
      // A refresh asks for every page again, so long lists refresh less often.
      refetchInterval: refreshEveryMs && ((state: { state: { data?: { pages: unknown[] } | undefined } }) => refreshEveryMs * (state.state.data?.pages.length ?? 1)),
    })),
  )

  watchEffect(() => {
    if (toValue(enabled) && query.hasNextPage.value && !query.isFetching.value && !query.isError.value) void query.fetchNextPage()
  })

  return {
    items: computed(() => query.data.value?.pages.flatMap(({ data }) => data) ?? []),
    isLoading: query.isLoading,
    isComplete: computed(() => query.isSuccess.value && !query.hasNextPage.value),
    error: query.error,
    updatedAt: query.dataUpdatedAt,
    retry: () => (query.data.value ? query.fetchNextPage() : query.refetch()),
  }
}

/** A list that the platform filters, a page at a time: the next one comes when it is asked for. */
export function usePages<Item>(key: () => QueryKey, fetch: (cursor: string | null, signal: AbortSignal) => Promise<Page<Item>>, refreshEveryMs?: number) {
  const query = useInfiniteQuery<Page<Item>, ApiError, { pages: Page<Item>[] }, QueryKey, string | null>({
    queryKey: computed(key),
    queryFn: ({ pageParam, signal }) => fetch(pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) => refreshEveryMs !== undefined && refreshEveryMs * (state.data?.pages.length ?? 1),
  })
  return { ...query, items: computed(() => query.data.value?.pages.flatMap(({ data }) => data) ?? []) }
}
