import type { Component } from 'vue'

export interface Command {
  id: string
  label: string
  group: string
  icon?: Component
  /** One key, or two pressed one after the other ("g s"). */
  keys?: string
  /** Found by these words too. */
  alias?: string
  run: () => unknown
}

/** Every typed word has to occur; names that begin with what was typed come first. */
export function matching(commands: readonly Command[], typed: string, most = 40): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const scored = commands.flatMap((command) => {
    const label = command.label.toLowerCase()
    const text = `${label} ${command.alias?.toLowerCase() ?? ''}`
    if (!words.every((word) => text.includes(word))) return []
    return [{ command, score: label.startsWith(words[0] ?? '') ? 0 : 1 }]
  })
  return scored.sort((a, b) => a.score - b.score).slice(0, most).map(({ command }) => command)
}

/** What a field would hold after this key: for what is typed before the field itself is there. */
export function afterKey(text: string, { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): string {
  if (ctrlKey || metaKey) return text
  if (key === 'Backspace') return [...text].slice(0, -1).join('')
  return [...key].length === 1 ? text + key : text
}

/** Turns key presses into commands; a second key has one second to follow the first. */
export function createKeySequence(waitMs = 1000): (key: string, commands: readonly Command[]) => Command | undefined {
  let first = ''
  let pressedAt = 0
  return (key, commands) => {
    const sequence = first && Date.now() - pressedAt < waitMs ? `${first} ${key}` : key
    const command = commands.find(({ keys }) => keys === sequence) ?? commands.find(({ keys }) => keys === key)
    first = command ? '' : key
    pressedAt = Date.now()
    return command
  }
}
