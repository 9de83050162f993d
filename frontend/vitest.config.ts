import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    environment: 'happy-dom',
    include: ['{apps,packages}/**/*.spec.ts', 'gallery/**/*.spec.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Two workers: the machine is shared, and the suite is short.
    maxWorkers: 2,
    restoreMocks: true,
    coverage: { provider: 'v8', include: ['packages/*/src/**'], exclude: ['**/*.gallery.vue', '**/generated/**', '**/*.spec.ts'] },
  },
})
