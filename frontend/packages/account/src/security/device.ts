/** Reads what kind of device a browser says it is. It may say anything: this is a hint for people, never a check. */

const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

export interface Device {
  browser: string
  system: string
  isHandheld: boolean
}

export function deviceOf(userAgent: string): Device {
  const system = nameIn(SYSTEMS, userAgent)
  return {
    // A program names itself first: curl/8.5.0.
    browser: nameIn(BROWSERS, userAgent) || (/^[\w.-]+(?=\/)/.exec(userAgent)?.[0] ?? '').replace(/^Mozilla$/, ''),
    system,
    isHandheld: ['iPhone', 'iPad', 'Android'].includes(system),
  }
}

function nameIn(known: readonly [RegExp, string][], userAgent: string): string {
  return known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''
}
