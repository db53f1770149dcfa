/** "Chrome/148.0.1.2", for a bug report. */
export function browserVersion(): string {
  return /Chrom(?:e|ium)\/[\d.]+/.exec(navigator.userAgent)?.[0] ?? 'another browser';
}
