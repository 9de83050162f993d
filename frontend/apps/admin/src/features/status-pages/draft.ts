import type { NewStatusPagePost, PostState, StatusPage, StatusPageComponent, StatusPageDraft, StatusPagePost } from '@wingman/api'

export type PageFault = 'titleMissing' | 'slugWrong' | 'serviceNameMissing'
export type PostFault = 'postMissing' | 'postTimes'

export const LARGEST_LOGO_BYTES = 48 * 1024
const SLUG = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/

export function draftOf(page?: StatusPage): StatusPageDraft {
  if (!page) {
    return {
      client_id: null,
      slug: '',
      title: '',
      language: 'en',
      accent: '#1f4e79',
      logo: '',
      domain: null,
      components: [],
      is_published: false,
      shows_degraded: false,
      tells_changes: false,
    }
  }
  const { client_id, slug, title, language, accent, logo, domain, components, is_published, shows_degraded, tells_changes } = page
  return {
    client_id,
    slug,
    title,
    language,
    accent,
    logo,
    domain,
    components: components.map(({ id, name, site_ids }) => ({ id, name, site_ids: [...site_ids] })),
    is_published,
    shows_degraded,
    tells_changes,
  }
}

export function newService(): StatusPageComponent {
  return { id: null, name: '', site_ids: [] }
}

/** An address that says what the title says. */
export function slugOf(title: string): string {
  const plain = title.toLowerCase().replaceAll('ß', 'ss').normalize('NFKD').replaceAll(/[̀-ͯ]/g, '')
  return plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, 60).replaceAll(/^-+|-+$/g, '')
}

export function faultOf({ title, slug, components }: StatusPageDraft): PageFault | undefined {
  if (title.trim() === '') return 'titleMissing'
  if (!SLUG.test(slug)) return 'slugWrong'
  return components.some(({ name }) => name.trim() === '') ? 'serviceNameMissing' : undefined
}

export function withSite(service: StatusPageComponent, siteId: string, isChosen: boolean): StatusPageComponent {
  const others = service.site_ids.filter((id) => id !== siteId)
  return { ...service, site_ids: isChosen ? [...others, siteId] : others }
}

/** A post while it is being written; times as the browser's own field has them, without a zone. */
export interface PostDraft {
  state: PostState
  title: string
  text: string
  component_ids: string[]
  starts: string
  ends: string
}

/** What comes next in a story that has begun. */
const NEXT: Partial<Record<PostState, PostState>> = { investigating: 'identified', identified: 'monitoring', monitoring: 'resolved', maintenance: 'resolved' }

export function postDraftOf(about?: StatusPagePost): PostDraft {
  return {
    state: about ? (NEXT[about.state] ?? about.state) : 'investigating',
    title: about?.title ?? '',
    text: '',
    component_ids: [...(about?.component_ids ?? [])],
    starts: '',
    ends: '',
  }
}

export function hasTimes({ state }: PostDraft, about?: StatusPagePost): boolean {
  return state === 'maintenance' && !about
}

export function postFaultOf(draft: PostDraft, about?: StatusPagePost): PostFault | undefined {
  if (draft.title.trim() === '' || draft.text.trim() === '') return 'postMissing'
  return hasTimes(draft, about) && !(draft.starts && draft.ends && draft.starts < draft.ends) ? 'postTimes' : undefined
}

export function newPost(draft: PostDraft, about?: StatusPagePost): NewStatusPagePost {
  const isPlanned = hasTimes(draft, about)
  return {
    state: draft.state,
    title: draft.title.trim(),
    text: draft.text.trim(),
    component_ids: draft.component_ids,
    thread_id: about?.thread_id ?? null,
    starts_at: isPlanned ? new Date(draft.starts).toISOString() : null,
    ends_at: isPlanned ? new Date(draft.ends).toISOString() : null,
  }
}
