import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { NewStatusPagePost, StatusPage, StatusPageDraft, StatusPagePost } from '../administration'
import type { ApiError } from '../errors'
import { statusPageCalls } from '../statusPages'
import { useChange } from './change'
import { useWholeList } from './paging'
import { useApi } from './provide'

// Beside its calls, and not in `keys`: what everybody loads first is as small as it can be.
const ALL = ['status-pages'] as const
const one = (id: string) => [...ALL, 'one', id] as const
const LIST_PAGE = 100
const SHOWN_POSTS = 50

export function useStatusPages() {
  const api = useApi()
  return useWholeList<StatusPage>({
    key: [...ALL, 'list'],
    fetch: (cursor, signal) => statusPageCalls(api.http).page({ limit: LIST_PAGE, cursor }, signal),
  })
}

export function useStatusPage(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useQuery<StatusPage, ApiError>({
    queryKey: computed(() => one(toValue(id))),
    queryFn: ({ signal }) => statusPageCalls(api.http).get(toValue(id), signal),
  })
}

export function useStatusPageSubscribers(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useQuery<{ confirmed: number }, ApiError>({
    queryKey: computed(() => [...one(toValue(id)), 'subscribers']),
    queryFn: ({ signal }) => statusPageCalls(api.http).subscribers(toValue(id), signal),
  })
}

export function useStatusPagePosts(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useQuery<StatusPagePost[], ApiError>({
    queryKey: computed(() => [...one(toValue(id)), 'posts']),
    queryFn: async ({ signal }) => (await statusPageCalls(api.http).posts(toValue(id), { limit: SHOWN_POSTS }, signal)).data,
  })
}

export function useAddStatusPage() {
  return useChange<StatusPage, StatusPageDraft>((api, draft) => statusPageCalls(api.http).create(draft), [ALL])
}

export function useUpdateStatusPage(id: MaybeRefOrGetter<string>) {
  return useChange<StatusPage, Partial<StatusPageDraft>>((api, draft) => statusPageCalls(api.http).update(toValue(id), draft), [ALL])
}

export function useDeleteStatusPage() {
  return useChange<void, string>((api, id) => statusPageCalls(api.http).delete(id), [ALL])
}

/** The draft as it would be published; a slow answer to an older one comes too late. */
export function usePreviewStatusPage() {
  return useChange<{ html: string }, StatusPageDraft & { page_id: string | null }>((api, draft) => statusPageCalls(api.http).preview(draft))
}

export function usePostOnStatusPage(id: MaybeRefOrGetter<string>) {
  return useChange<StatusPagePost, NewStatusPagePost>((api, post) => statusPageCalls(api.http).post(toValue(id), post), [ALL])
}

export function useRemoveStatusPagePost(id: MaybeRefOrGetter<string>) {
  return useChange<void, string>((api, postId) => statusPageCalls(api.http).removePost(toValue(id), postId), [ALL])
}
