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
    // axe takes its time where many share a processor.
    testTimeout: 30_000,
    // What a passing test makes the code say is no news.
    silent: 'passed-only',
    coverage: { provider: 'v8', include: ['packages/*/src/**'], exclude: ['**/*.gallery.vue', '**/generated/**', '**/*.spec.ts'] },
  },
})
