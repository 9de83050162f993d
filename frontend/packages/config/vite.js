import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'

const workspace = fileURLToPath(new URL('../..', import.meta.url))

/**
 * What would travel for nothing. Axios tries XMLHttpRequest first, and every browser has it; we send JSON and
 * never forms, write queries ourselves, call off by signals, show no progress and keep no token in a cookie that
 * scripts can read; nobody here spells a status by its name.
 */
const UNUSED = {
  '/axios/lib/adapters/fetch.js': 'export const getFetch = () => false; export default false',
  '/axios/lib/cancel/CancelToken.js': 'export default class {}',
  '/axios/lib/helpers/AxiosURLSearchParams.js': 'export default class {}',
  '/axios/lib/helpers/cookies.js': 'export default { read: () => null, readAsync: async () => null, write: () => {}, remove: () => {} }',
  '/axios/lib/helpers/progressEventReducer.js': 'export const progressEventReducer = () => []',
  '/axios/lib/helpers/toFormData.js': 'export default () => { throw new TypeError("forms are not sent") }',
  '/axios/lib/helpers/formDataToJSON.js': 'export default () => null',
  '/axios/lib/helpers/HttpStatusCode.js': 'export default {}',
  '/axios/lib/helpers/toURLEncodedForm.js': 'export default (data) => data',
  // Its usual build brings what only the developer tools use.
  '/pinia/dist/pinia.js': "export * from './pinia.esm-browser.prod.js'",
}
const withoutTheUnused = {
  name: 'without-the-unused',
  load: (id) => Object.entries(UNUSED).find(([path]) => id.endsWith(path))?.[1] ?? null,
}

// The screens that people open first. What they need is fetched side by side with them; for all others the list of
// what they need would travel with every first visit, and be of use to few.
const DAILY = /\/(AppShell|HomePage|SitesPage|SitePage|SiteOverview|ClientsPage|PortalShell|OverviewScreen|SiteScreen)-/

/** @type {import('vite').ResolveModulePreloadDependenciesFn} */
function resolveDependencies(file, dependencies, { hostType }) {
  if (hostType === 'html' || DAILY.test(`/${file}`)) return dependencies
  return dependencies.filter((dependency) => dependency.endsWith('.css'))
}

/**
 * One origin, three apps: `frontend/dist` is laid out exactly as the origin serves it
 * (`/` landing, `/app/` admin, `/portal/` portal), so hosting is a plain copy.
 *
 * @param {{ prefix: '' | 'app' | 'portal' | 'gallery', port: number }} app
 * @returns {import('vite').UserConfig}
 */
export function appConfig({ prefix, port }) {
  return {
    base: prefix === '' ? '/' : `/${prefix}/`,
    plugins: [vue(), tailwindcss(), withoutTheUnused],
    // Every component is written with script setup (a lint rule): leave the other way out of the bundle.
    define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
    build: {
      outDir: resolve(workspace, prefix === 'gallery' ? 'gallery/dist' : `dist/${prefix}`),
      // The apps share one tree; `npm run build` empties it once, before the first app.
      emptyOutDir: prefix !== '',
      assetsInlineLimit: 0,
      target: ['chrome111', 'safari16.4', 'firefox128'],
      reportCompressedSize: false,
      // Every browser of the target that knows modules knows how to preload them, or does without.
      modulePreload: { polyfill: false, resolveDependencies },
    },
    server: {
      port,
      strictPort: true,
      host: '127.0.0.1',
      proxy: { '/api': process.env.WINGMAN_API_URL ?? 'http://127.0.0.1:8000' },
    },
  }
}
