import type { NewStatusPagePost, StatusPage, StatusPageDraft, StatusPagePost } from './administration'
import type { Paging } from './client'
import type { Transport } from './transport'
import type { Page } from './types'

/** The calls of the status pages' screens, which most visits never make. */
export function statusPageCalls(http: Transport) {
  return {
    page: (query: Paging = {}, signal?: AbortSignal) => http.get<Page<StatusPage>>('status-pages', query, signal),
    get: (id: string, signal?: AbortSignal) => http.get<StatusPage>(`status-pages/${id}`, {}, signal),
    create: (draft: StatusPageDraft) => http.post<StatusPage>('status-pages', draft),
    update: (id: string, draft: Partial<StatusPageDraft>) => http.patch<StatusPage>(`status-pages/${id}`, draft),
    delete: (id: string) => http.delete(`status-pages/${id}`),
    preview: (draft: StatusPageDraft & { page_id: string | null }) => http.post<{ html: string }>('status-pages/preview', draft),
    subscribers: (id: string, signal?: AbortSignal) => http.get<{ confirmed: number }>(`status-pages/${id}/subscribers`, {}, signal),
    posts: (id: string, query: Paging = {}, signal?: AbortSignal) => http.get<Page<StatusPagePost>>(`status-pages/${id}/posts`, query, signal),
    post: (id: string, post: NewStatusPagePost) => http.post<StatusPagePost>(`status-pages/${id}/posts`, post),
    removePost: (id: string, postId: string) => http.delete(`status-pages/${id}/posts/${postId}`),
  }
}
