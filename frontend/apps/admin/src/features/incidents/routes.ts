import type { RouteRecordRaw } from 'vue-router'

// Where the words of these pages come from is known in their own chunk: the first visit pays for no more than their addresses.
const parts = () => import('./parts')

export const routes: RouteRecordRaw[] = [
  { path: 'incidents', component: () => parts().then(({ list }) => list()) },
  { path: 'incidents/:id', component: () => parts().then(({ one }) => one()), props: true },
]

/** Outside the shell: whoever was told of an incident need not be signed in to say that they are on it. */
export const linkRoute: RouteRecordRaw = { path: '/acknowledge', component: () => parts().then(({ link }) => link()), meta: { public: true } }
