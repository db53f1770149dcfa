/** Which sites Facet may read, beyond those of the manifest: pure rules over match patterns. */

type Manifest = {
  readonly content_scripts?: readonly { readonly matches?: readonly string[] | undefined }[] | undefined;
};

/** The pattern to ask for to read a page, or null where the manifest's optional hosts leave it out. */
export function originPattern(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  const local = hostname === 'localhost' || hostname === '127.0.0.1';
  return protocol === 'https:' || (protocol === 'http:' && local) ? `${protocol}//${hostname}/*` : null;
}

/** The granted origins that the manifest's content scripts leave out: what the user enabled. */
export function addedOrigins(granted: { readonly origins?: readonly string[] }, manifest: Manifest): string[] {
  const declared = new Set(declaredPatterns(manifest));
  return (granted.origins ?? []).filter((origin) => !declared.has(origin)).sort();
}

/** Where the content script runs without being asked for. */
export function declaredPatterns({ content_scripts = [] }: Manifest): string[] {
  return content_scripts.flatMap(({ matches = [] }) => [...matches]);
}
