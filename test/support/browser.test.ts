import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { accessibilityTrouble, launchBrowser, noBrowser, openPage, takeShot } from './browser.ts';

const html = (body: string): string => `<!doctype html><html lang="en"><head><title>A page</title></head><body><main><h1>A</h1>${body}</main></body></html>`;
const page = (body: string): string => `data:text/html,${encodeURIComponent(html(body))}`;

describe.skipIf(noBrowser !== null)(`the browser of the tests${noBrowser === null ? '' : ` (${noBrowser})`}`, { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('collects uncaught errors and console errors', async () => {
    const { page: tab, trouble } = await openPage(browser);
    await tab.goto(page('<script>console.error("said"); setTimeout(() => { throw new Error("thrown"); });</script>'));
    await expect.poll(() => trouble).toEqual(['console: said', 'uncaught: thrown']);
    await tab.context().close();
  });

  it('finds a button without a name, lets a page without faults be, and remembers the language', async () => {
    const server = http.createServer((request, response) =>
      response.setHeader('content-type', 'text/html').end(html(request.url === '/bad' ? '<button></button>' : '<button>Confirm</button>')),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { page: tab, trouble } = await openPage(browser, { size: 'phone', theme: 'dark', language: 'ar' });
    await tab.goto(`${url}/bad`);
    expect(await accessibilityTrouble(tab)).toEqual([expect.stringContaining('button-name')]);
    await tab.goto(`${url}/good`);
    expect(await accessibilityTrouble(tab)).toEqual([]);
    expect(trouble).toEqual([]);
    expect(tab.viewportSize()).toEqual({ width: 390, height: 844 });
    expect(await tab.evaluate(() => localStorage.getItem('karkhana.language'))).toBe('ar');
    await tab.context().close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('keeps a picture', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'karkhana-shot-'));
    const { page: tab } = await openPage(browser);
    await tab.goto(page(''));
    expect(
      fs
        .readFileSync(await takeShot(tab, 'a', folder))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    fs.rmSync(folder, { recursive: true });
    await tab.context().close();
  });
});
