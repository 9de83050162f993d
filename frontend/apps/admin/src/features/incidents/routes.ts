import type { RouteRecordRaw } from 'vue-router'

// Where the pages and their words are is known in a chunk of their own: a first visit pays for no more than these addresses.
const parts = () => import('./parts')

export const routes: RouteRecordRaw[] = [
  { path: 'incidents', component: () => parts().then(({ list }) => list()) },
  { path: 'incidents/:id', component: () => parts().then(({ one }) => one()), props: true },
]

/** Outside the shell: whoever was told of an incident need not be signed in to say that they are on it. */
export const linkRoute: RouteRecordRaw = { path: '/acknowledge', component: () => parts().then(({ link }) => link()), meta: { public: true } }
