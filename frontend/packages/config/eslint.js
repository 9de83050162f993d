import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import ts from 'typescript-eslint'

const noRestrictedImports = (message, ...group) => ({
  'no-restricted-imports': ['error', { patterns: [{ group, message }] }],
})

/** The arrows of the workspace: apps → account → ui, api → tokens, i18n. Nothing points back up. */
const layers = [
  {
    files: ['packages/{tokens,i18n}/**'],
    rules: noRestrictedImports('tokens and i18n are the ground: they import no other package.', '@wingman/*'),
  },
  {
    files: ['packages/ui/**'],
    rules: noRestrictedImports(
      'ui knows neither the API nor an app: pass data in as props.',
      '@wingman/account', '@wingman/account/*', '@wingman/api', '@wingman/api/*', '@wingman/admin*', '@wingman/portal*', 'axios',
    ),
  },
  {
    files: ['packages/api/**'],
    rules: noRestrictedImports('api draws nothing.', '@wingman/account', '@wingman/account/*', '@wingman/ui', '@wingman/ui/*', 'reka-ui'),
  },
  {
    files: ['packages/account/**'],
    rules: noRestrictedImports(
      'account serves every app: what differs between them comes in through provideAccount().',
      'axios', '@wingman/admin*', '@wingman/portal*', '@wingman/landing*',
    ),
  },
  {
    files: ['apps/*/src/**'],
    rules: noRestrictedImports(
      'Use the hooks of @wingman/api; only its transport speaks HTTP.',
      'axios', '@wingman/admin*', '@wingman/portal*', '@wingman/landing*',
    ),
  },
  {
    files: ['apps/*/src/features/*/**'],
    rules: noRestrictedImports(
      'A feature does not reach into another feature: share through packages/ or the app\'s shell/.',
      'axios', '../../features/*', '@/features/*',
    ),
  },
]

export default ts.config(
  { ignores: ['**/dist/**', '**/dist-ssr/**', '**/node_modules/**', 'packages/api/src/generated/**', 'coverage/**'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.vue'] },
    },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Vue Query spells "takes nothing" as useMutation<void, …, void>().
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': ['error', { allow: ['error'] }],
      'no-undef': 'off',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      // Layout is the formatter's business; these two fight one-line attributes.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'always' } }],
      // A label may wrap its control or point at it.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    // Words that people read live in message catalogues; specs, galleries and the landing's prose are exempt.
    files: ['apps/{admin,portal}/**/*.vue', 'packages/{account,ui}/**/*.vue'],
    ignores: ['**/*.gallery.vue'],
    rules: {
      'vue/no-bare-strings-in-template': ['error', {
        allowlist: ['(', ')', ',', '.', '&', '+', '-', '=', '*', '/', '#', '%', '!', '?', ':', '[', ']', '{', '}', '<', '>', '·', '•', '–', '—', '|', '×', '→', '…', '⌘', '⌘K', 'Esc', 'WP Wingman'],
      }],
    },
  },
  {
    // Here the label comes from the Field around the control, or is a prop of a part named like an element.
    files: ['packages/{account,ui}/**', '**/*.gallery.vue', 'apps/{admin,portal}/**'],
    rules: { 'vuejs-accessibility/form-control-has-label': 'off' },
  },
  { files: ['packages/config/**', '**/*.config.js', '**/generate.js', '**/prerender.mjs'], rules: { 'no-console': 'off' } },
  ...layers,
)
