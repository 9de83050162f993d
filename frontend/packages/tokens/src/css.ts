import { themes, type Theme, type ThemeName } from './themes'

const HEADER = '/* Generated from themes.ts by `npm run generate`; a test keeps the two equal. */\n'

/** Themes follow the system until `data-theme` on the root element says otherwise. */
export function stylesheet(): string {
  return [
    HEADER,
    block(':root, [data-theme="light"]', themes.light),
    media('prefers-color-scheme: dark', block(':root:not([data-theme])', themes.dark)),
    media('prefers-contrast: more', block(':root:not([data-theme])', themes.contrast)),
    ...(['dark', 'contrast'] satisfies ThemeName[]).map((name) => block(`[data-theme="${name}"]`, themes[name])),
  ].join('\n')
}

export function variables(theme: Theme): Record<string, string> {
  const { scheme, status, shadow, scrim, ...colours } = theme
  return {
    'color-scheme': scheme,
    ...Object.fromEntries(Object.entries(colours).map(([name, value]) => [`--${kebab(name)}`, value])),
    '--shadow-rgb': shadow,
    '--scrim': scrim,
    ...Object.fromEntries(
      Object.entries(status).flatMap(([tone, { solid, ...rest }]) => [
        [`--${tone}`, solid],
        ...Object.entries(rest).map(([part, value]) => [`--${tone}-${part}`, value]),
      ]),
    ),
  }
}

function block(selector: string, theme: Theme): string {
  const lines = Object.entries(variables(theme)).map(([name, value]) => `  ${name}: ${value};`)
  return `${selector} {\n${lines.join('\n')}\n}\n`
}

function media(query: string, body: string): string {
  return `@media (${query}) {\n${body.replace(/^(?=.)/gm, '  ')}}\n`
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
