import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import fs from 'node:fs';
import path from 'node:path';
import { chromiumPath } from '../../tools/chromium.ts';

/** Why browser tests cannot run on this machine, or null when they can: `describe.skipIf(noBrowser !== null)`. */
export const noBrowser: string | null = chromiumPath() === null ? 'no Chromium on this machine: see CONTRIBUTING.md' : null;

/** The sizes that every screen is looked at. */
export const screenSizes = { desk: { width: 1440, height: 900 }, tablet: { width: 768, height: 1024 }, phone: { width: 390, height: 844 } } as const;

/** How a page is opened. The language is the desk's own choice, kept by the browser from an earlier visit. */
export interface PageOptions {
  readonly size?: keyof typeof screenSizes;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'hi' | 'ar';
  /** Keeps a sign-in from an earlier page. */
  readonly storageState?: BrowserContextOptions['storageState'];
}

/** A page, and what went wrong in it so far: uncaught errors, console errors, answers with status 500 and above. */
export interface WatchedPage {
  readonly page: Page;
  readonly trouble: string[];
}

/** Starts the Chromium of this machine. Throws when there is none: ask `noBrowser` first. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error(noBrowser ?? 'no Chromium');
  // Chromium refuses its own sandbox as root; the pages of these tests are our own.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, headless: true, args: [...sandbox, '--disable-dev-shm-usage', '--disable-gpu', '--force-color-profile=srgb'] });
}

/** Opens an empty page in a context of its own, with its trouble collected from the first byte. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: screenSizes[options.size ?? 'desk'],
    colorScheme: options.theme ?? 'light',
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    reducedMotion: 'reduce',
    ...(options.storageState === undefined ? {} : { storageState: options.storageState }),
  });
  if (options.language !== undefined) await context.addInitScript((language) => localStorage.setItem('karkhana.language', language), options.language);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // A refused request (401, 404, 409) is written to the console by the browser itself; it is an answer, not trouble.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) trouble.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) trouble.push(`${response.status()} ${response.url()}`);
  });
  return { page, trouble };
}

/** Serious and critical accessibility violations of the page as it is now, one line each: the rule, and where. */
export async function accessibilityTrouble(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(' · ')})`,
    );
}

/** Keeps a picture of the page in `shots/`, which is not committed. */
export async function takeShot(page: Page, name: string, folder = 'shots'): Promise<string> {
  const file = path.join(folder, `${name}.png`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  return file;
}
