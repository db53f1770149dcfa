import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { bundle } from '../chromium/bundle';
import type { Fixture } from './page/fixture';
import { FIXTURES, fixtureAt, type SiteName } from './page/fixtures';

const PAGE = join(import.meta.dirname, 'page');

/** Where each site's demo call is. */
export const CALLS = Object.fromEntries(
  Object.entries<Fixture>(FIXTURES).map(([name, { addresses }]) => [name, addresses[0]]),
) as Readonly<Record<SiteName, string>>;

/** Every host that is served here. */
export const HOSTS = [
  ...new Set(
    Object.values<Fixture>(FIXTURES).flatMap(({ addresses }) => addresses.map((address) => new URL(address).hostname)),
  ),
];

export interface CallServer {
  /** Chromium's flags that bring the sites' real addresses here and lead every other one nowhere. */
  readonly flags: readonly string[];
  close(): void;
}

/** Serves the demo call on this machine only. The certificate is made here and now, and no key is ever stored. */
export async function serveCalls(): Promise<CallServer> {
  const certificate = await generate([{ name: 'commonName', value: 'Facet demo call' }]);
  const files: Record<string, { type: string; body: string }> = {
    '/demo/call.js': { type: 'text/javascript', body: await bundle(join(PAGE, 'main.ts')) },
    '/demo/call.css': { type: 'text/css', body: readFileSync(join(PAGE, 'call.css'), 'utf8') },
  };
  const server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) =>
    answer(request, response, files),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const rules = [...HOSTS.map((host) => `MAP ${host} 127.0.0.1:${port}`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'];
  return {
    flags: [`--host-resolver-rules=${rules.join(', ')}`, '--ignore-certificate-errors'],
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: Record<string, { type: string; body: string }>,
) {
  const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
  const file = files[url.pathname];
  if (file) {
    response.writeHead(200, { 'content-type': `${file.type}; charset=utf-8` }).end(file.body);
    return;
  }
  if (url.pathname.endsWith('favicon.ico')) {
    response.writeHead(404).end();
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(nonce) });
  response.end(page(url, nonce));
}

/** As strict as the strictest call sites: no inline style, no string into the DOM, no frame but the site's own. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    'img-src data:',
    "frame-src 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

function page(url: URL, nonce: string): string {
  const { frame } = fixtureAt(url);
  const isShell = frame !== undefined && url.pathname !== frame.path;
  const body = isShell ? `<iframe id="${frame.id}" allow="camera" src="${frame.path}${url.search}"></iframe>` : '';
  const script = isShell ? '' : `<script nonce="${nonce}" src="/demo/call.js" defer></script>`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Demo call</title>
    <link rel="stylesheet" nonce="${nonce}" href="/demo/call.css">
    ${script}
  </head>
  <body>${body}</body>
</html>
`;
}
