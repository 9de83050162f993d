/** A message is a sentence with `{placeholders}`, or one sentence per plural form chosen by `{count}`. */
export type Plural = { one: string; other: string }
export type Message = string | Plural
export type Catalogue = Readonly<Record<string, Message>>

/** Every language says everything that English says, in the same shape. */
export type Translation<English extends Catalogue> = { [Key in keyof English]: English[Key] extends string ? string : Plural }

export type Values = Readonly<Record<string, string | number>>

export function compose(message: Message, values: Values, locale: string): string {
  const numbers = new Intl.NumberFormat(locale)
  const sentence = typeof message === 'string' ? message : chosen(message, values.count, locale)
  return sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name]
    if (value === undefined) return placeholder
    return typeof value === 'number' ? numbers.format(value) : value
  })
}

export function placeholders(message: Message): string[] {
  const sentences = typeof message === 'string' ? [message] : Object.values(message)
  return [...new Set(sentences.flatMap((sentence) => sentence.match(/\{\w+\}/g) ?? []))].sort()
}

function chosen(message: Plural, count: string | number | undefined, locale: string): string {
  return new Intl.PluralRules(locale).select(Number(count)) === 'one' ? message.one : message.other
}
