import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createErpHttp } from '../http.ts';

const certificateTool = 'openssl';

/** A certificate for loopback, made here because a key in the repository would be a key in the repository. Null without openssl. */
function makeCertificate(folder: string): { key: string; cert: string } | null {
  const key = path.join(folder, 'key.pem');
  const cert = path.join(folder, 'cert.pem');
  try {
    execFileSync(
      certificateTool,
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=erp',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
        '-keyout',
        key,
        '-out',
        cert,
      ],
      { stdio: 'ignore' },
    );
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return null;
  }
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'karkhana-ca-'));
const made = makeCertificate(folder);
const server = made
  ? createServer(
      made,
      (request, response) =>
        void response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] }).end(JSON.stringify({ method: request.method })),
    )
  : null;
let base = '';
beforeAll(async () => {
  if (!server) return;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const clientWith = (ca: string | null) =>
  createErpHttp({ baseUrl: base, timeoutMs: 2_000, maxBodyBytes: 10_000, concurrency: 2, ca }, { now: Date.now, randomHex: () => '', fetch: globalThis.fetch });
const post = { step: 'create', method: 'POST', path: '/x', body: { a: 1 } } as const;

it.skipIf(!made)('a certificate that nobody vouches for is refused before anything is sent', async () => {
  expect(await clientWith(null)(post)).toMatchObject({ kind: 'fault', why: 'tls_refused', sent: false });
});

it.skipIf(!made)('a private CA is trusted when it is named, and the answer is whole', async () => {
  const answer = await clientWith(made?.cert ?? null)(post);
  expect(answer).toMatchObject({ kind: 'answer', status: 200, body: { method: 'POST' } });
  if (answer.kind === 'answer') expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});
