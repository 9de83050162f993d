import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'

const workspace = fileURLToPath(new URL('../..', import.meta.url))

/** Axios tries XMLHttpRequest first, and every browser has it: its other adapter would travel for nothing. */
const withoutFetchAdapter = {
  name: 'without-fetch-adapter',
  load: (id) => (id.endsWith('/axios/lib/adapters/fetch.js') ? 'export const getFetch = () => false; export default false' : null),
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
    plugins: [vue(), tailwindcss(), withoutFetchAdapter],
    // Every component is written with script setup (a lint rule): leave the other way out of the bundle.
    define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
    build: {
      outDir: resolve(workspace, prefix === 'gallery' ? 'gallery/dist' : `dist/${prefix}`),
      // The apps share one tree; `npm run build` empties it once, before the first app.
      emptyOutDir: prefix !== '',
      assetsInlineLimit: 0,
      target: ['chrome111', 'safari16.4', 'firefox128'],
      reportCompressedSize: false,
    },
    server: {
      port,
      strictPort: true,
      host: '127.0.0.1',
      proxy: { '/api': process.env.WINGMAN_API_URL ?? 'http://127.0.0.1:8000' },
    },
  }
}
