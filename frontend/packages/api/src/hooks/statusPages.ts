import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { NewStatusPagePost, StatusPage, StatusPageDraft, StatusPagePost } from '../administration'
import { administration } from '../administrationCalls'
import type { ApiError } from '../errors'
import { useChange } from './change'
import { keys } from './keys'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 100
const SHOWN_POSTS = 50

export function useStatusPages() {
  const api = useApi()
  return useWholeList<StatusPage>({
    key: [...keys.statusPages, 'list'],
    fetch: (cursor, signal) => administration(api).statusPages.page({ limit: LIST_PAGE, cursor }, signal),
  })
}

export function useStatusPage(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useQuery<StatusPage, ApiError>({
    queryKey: computed(() => keys.statusPage(toValue(id))),
    queryFn: ({ signal }) => administration(api).statusPages.get(toValue(id), signal),
  })
}

export function useStatusPageSubscribers(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useQuery<{ confirmed: number }, ApiError>({
    queryKey: computed(() => [...keys.statusPage(toValue(id)), 'subscribers']),
    queryFn: ({ signal }) => administration(api).statusPages.subscribers(toValue(id), signal),
  })
}

export function useStatusPagePosts(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useQuery<StatusPagePost[], ApiError>({
    queryKey: computed(() => [...keys.statusPage(toValue(id)), 'posts']),
    queryFn: async ({ signal }) => (await administration(api).statusPages.posts(toValue(id), { limit: SHOWN_POSTS }, signal)).data,
  })
}

export function useAddStatusPage() {
  return useChange<StatusPage, StatusPageDraft>((api, draft) => administration(api).statusPages.create(draft), [keys.statusPages])
}

export function useUpdateStatusPage(id: MaybeRefOrGetter<string>) {
  return useChange<StatusPage, Partial<StatusPageDraft>>((api, draft) => administration(api).statusPages.update(toValue(id), draft), [keys.statusPages])
}

export function useDeleteStatusPage() {
  return useChange<void, string>((api, id) => administration(api).statusPages.delete(id), [keys.statusPages])
}

/** The draft as it would be published; a slow answer to an older one comes too late. */
export function usePreviewStatusPage() {
  return useChange<{ html: string }, StatusPageDraft & { page_id: string | null }>((api, draft) => administration(api).statusPages.preview(draft))
}

export function usePostOnStatusPage(id: MaybeRefOrGetter<string>) {
  return useChange<StatusPagePost, NewStatusPagePost>((api, post) => administration(api).statusPages.post(toValue(id), post), [keys.statusPages])
}

export function useRemoveStatusPagePost(id: MaybeRefOrGetter<string>) {
  return useChange<void, string>((api, postId) => administration(api).statusPages.removePost(toValue(id), postId), [keys.statusPages])
}
