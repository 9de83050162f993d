/** Colour arithmetic behind the contrast and colour-vision rules. */

type Triple = [number, number, number]

/** Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB. */
const VISION = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const

export type Vision = keyof typeof VISION
export const VISIONS = Object.keys(VISION) as Vision[]

/** WCAG 2 contrast ratio of two `#rrggbb` colours. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** OKLab distance × 100 of two colours as seen with the given colour vision. */
export function distance(a: string, b: string, vision: Vision = 'normal'): number {
  const [first, second] = [oklab(seenWith(linear(a), vision)), oklab(seenWith(linear(b), vision))]
  return 100 * Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2])
}

/** Darkens (or, on dark grounds, lightens) a brand colour until words in it are legible on the ground. */
export function legible(colour: string, ground: string, ratio = 4.5): string {
  const target = luminance(ground) > 0.18 ? 0 : 255
  for (let step = 0; step <= 50; step++) {
    const candidate = mix(colour, target, step / 50)
    if (contrast(candidate, ground) >= ratio) return candidate
  }
  return target === 0 ? '#000000' : '#ffffff'
}

function luminance(colour: string): number {
  const [r, g, b] = linear(colour)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function channels(colour: string): Triple {
  const value = Number.parseInt(colour.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

function linear(colour: string): Triple {
  return channels(colour).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Triple
}

function seenWith([r, g, b]: Triple, vision: Vision): Triple {
  const m = VISION[vision]
  const clamp = (value: number) => Math.min(1, Math.max(0, value))
  return [
    clamp(m[0] * r + m[1] * g + m[2] * b),
    clamp(m[3] * r + m[4] * g + m[5] * b),
    clamp(m[6] * r + m[7] * g + m[8] * b),
  ]
}

function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function mix(colour: string, target: number, share: number): string {
  const mixed = channels(colour).map((channel) => Math.round(channel + (target - channel) * share))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
