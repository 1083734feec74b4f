/**
 * Does the queue of thousands of open orders scroll smoothly while others change them? The product as it is delivered, a real Chromium
 * with a wheel, a second clerk at the API; beside it a plain page that draws every row and reads all of them again at every change.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser, openPage } from '../test/support/browser.ts';
import { startKarkhana, until, type Karkhana } from '../test/support/karkhana.ts';
import { seedQueue } from './desk-seed.ts';
import { beginWatch, drawPlainList, endWatch, whereIsTheList, type Watched } from './desk-scroll-page.ts';
import { spreadOf, tableOf, type Spread } from './stats.ts';

/** How much is scrolled, and how. */
export interface ScrollPlan {
  readonly openOrders: number;
  /** Orders changed a second by somebody else. */
  readonly perSecond: number;
  /** Pixels of one turn of the wheel, and milliseconds between two. */
  readonly wheelPx: number;
  readonly wheelMs: number;
  /** Scrolls no further than this many rows. */
  readonly rows: number;
}

/** Frames at 60 a second: one takes this long. */
const frameMs = 1000 / 60;
const states = ['needs_desk', 'stock_decision', 'credit_hold', 'price_hold', 'assembling'] as const;

/** One stretch of scrolling. */
export interface ScrollFigure {
  readonly what: string;
  readonly rows: number;
  readonly seconds: number;
  readonly frame: Spread;
  /** Frames of 60 a second that were not shown, and their share. */
  readonly dropped: number;
  readonly droppedPercent: number;
  /** CPU of the page's main thread, milliseconds a frame: what is left of it when other work on the machine is not counted. */
  readonly cpuPerFrame: number;
  readonly longestTaskMs: number;
  readonly gaps: number;
  readonly changes: number;
  /** Changes that the server could not make in time. */
  readonly failed: number;
  /** What the page asked of the server for its list. */
  readonly reads: number;
  readonly readKb: number;
}

/** Everything that was measured. */
export interface ScrollResult {
  readonly figures: readonly ScrollFigure[];
  /** A change by somebody else, from the server's answer to them until this page shows it. */
  readonly seen: Spread;
}

interface Reads {
  count: number;
  bytes: number;
}

/** CPU of the page's main thread so far, milliseconds. */
async function cpuOf(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find((each) => each.name === 'TaskDuration')?.value ?? 0) * 1000;
}

interface Bench {
  readonly cdp: CDPSession;
  readonly plan: ScrollPlan;
  readonly page: Page;
  readonly karkhana: Karkhana;
  readonly other: OtherClerk;
  readonly reads: Reads;
}

/** Somebody else at the desk: takes orders and gives them back, a given number of times a second. */
interface OtherClerk {
  change(n: number): Promise<void>;
  begin(perSecond: number): void;
  end(): Promise<{ readonly changes: number; readonly failed: number }>;
}

const idOf = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

async function signedIn(browser: Browser, karkhana: Karkhana, role: string): Promise<{ page: Page; personId: string }> {
  const { web, signIns } = karkhana.running;
  const origin = new URL(web.url).origin;
  const person = signIns.find((each) => each.roles.includes(role));
  const { page } = await openPage(browser);
  await page.request.post(`${origin}/api/auth/sign-in/email`, { data: { email: person?.email, password: person?.password }, headers: { origin } });
  const me = (await (await page.request.get(`${origin}/api/me`)).json()) as { id: string };
  return { page, personId: me.id };
}

function otherClerk(page: Page, personId: string, origin: string, openOrders: number): OtherClerk {
  let timer: ReturnType<typeof setInterval> | null = null;
  const under: Promise<unknown>[] = [];
  const taken = new Set<number>();
  let seed = 7;
  const change = async (n: number): Promise<void> => {
    const mine = taken.has(n);
    if (!taken.delete(n)) taken.add(n);
    const data = mine ? { to: null, was: personId } : { to: personId, was: null };
    const answer = await page.request.post(`${origin}/api/orders/${idOf(n)}/assign`, { data, headers: { origin }, timeout: 120_000 });
    if (!answer.ok()) throw new Error(`the other clerk: ${answer.status()} ${await answer.text()}`);
  };
  return {
    change,
    begin(perSecond) {
      timer = setInterval(() => {
        seed = (seed * 16_807) % 2_147_483_647;
        // what fails is counted: a stretch is measured to its end
        under.push(
          change(1 + (seed % openOrders)).then(
            () => null,
            (fault: unknown) => fault,
          ),
        );
      }, 1000 / perSecond);
    },
    async end() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      const ended = await Promise.all(under.splice(0));
      const failed = ended.filter((each) => each !== null).length;
      return { changes: ended.length - failed, failed };
    },
  };
}

async function scrolled(bench: Bench, what: string, changing: boolean): Promise<ScrollFigure> {
  const { plan, page, other, reads } = bench;
  await page.mouse.move(200, 500);
  const before = { ...reads };
  if (changing) other.begin(plan.perSecond);
  await page.evaluate(beginWatch);
  const cpuBefore = await cpuOf(bench.cdp);
  const started = performance.now();
  let turns = 0;
  for (;;) {
    await page.mouse.wheel(0, plan.wheelPx);
    turns += 1;
    const late = started + turns * plan.wheelMs - performance.now();
    if (late > 0) await sleep(late);
    if (turns % 25 !== 0) continue;
    const at = await page.evaluate(whereIsTheList);
    if (at.top >= plan.rows * 80 || (at.atEnd && at.rows >= plan.openOrders)) break;
    if (performance.now() - started > 300_000) break;
  }
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const cpuMs = (await cpuOf(bench.cdp)) - cpuBefore;
  const watched = await page.evaluate(endWatch);
  const { changes, failed } = changing ? await other.end() : { changes: 0, failed: 0 };
  const { rows } = await page.evaluate(whereIsTheList);
  return figureOf(what, rows, seconds, watched, {
    cpuPerFrame: Math.round((cpuMs / Math.max(1, watched.frames.length)) * 100) / 100,
    changes,
    failed,
    reads: reads.count - before.count,
    readKb: Math.round((reads.bytes - before.bytes) / 1024),
  });
}

function figureOf(
  what: string,
  rows: number,
  seconds: number,
  watched: Watched,
  asked: Pick<ScrollFigure, 'cpuPerFrame' | 'changes' | 'failed' | 'reads' | 'readKb'>,
): ScrollFigure {
  const dropped = watched.frames.reduce((sum, frame) => sum + Math.max(0, Math.round(frame / frameMs) - 1), 0);
  return {
    what,
    rows,
    seconds,
    frame: spreadOf(watched.frames),
    dropped,
    droppedPercent: Math.round((dropped / Math.max(1, dropped + watched.frames.length)) * 1000) / 10,
    longestTaskMs: Math.round(Math.max(0, ...watched.longTasks)),
    gaps: watched.gaps,
    ...asked,
  };
}

/** Somebody else changes rows in sight, one after the other. */
async function seenAfter(bench: Bench, times: number): Promise<Spread> {
  const { page, other } = bench;
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const rows = page.getByRole('listbox').getByRole('option');
    const number = /Q-(\d+)/.exec((await rows.nth(3 + (round % 5)).textContent()) ?? '')?.[1] ?? '';
    const row = page
      .getByRole('listbox')
      .getByRole('option')
      .filter({ hasText: `Q-${number}` });
    const marks = await row.locator('[data-looking=false]').count();
    await other.change(Number(number));
    const changed = performance.now();
    await until('the change in sight', async () => ((await row.locator('[data-looking=false]').count()) === marks ? null : true), 15_000, 10);
    took.push(performance.now() - changed);
  }
  return spreadOf(took);
}

/** Seeds the orders, opens the desk and scrolls it three times; then the plain page. */
export async function benchDeskScroll(plan: ScrollPlan, tell: (line: string) => void): Promise<ScrollResult> {
  const karkhana = await startKarkhana();
  const browser = await launchBrowser();
  const pool = new pg.Pool({ connectionString: karkhana.databaseUrl() });
  try {
    await until('the first order', () => (karkhana.said().includes('K-000001 → ERP order') ? true : null), 180_000);
    tell(`${plan.openOrders} open orders`);
    await seedQueue(pool, plan.openOrders, states, plan.openOrders);
    const origin = new URL(karkhana.running.web.url).origin;
    const { page } = await signedIn(browser, karkhana, 'order_desk');
    const second = await signedIn(browser, karkhana, 'sales_head');
    // the compiler of benches wraps named functions in a word of its own
    await page.addInitScript({ content: 'globalThis.__name = (each) => each;' });
    const reads: Reads = { count: 0, bytes: 0 };
    page.on('response', (answer) => {
      if (new URL(answer.url()).pathname !== '/api/orders') return;
      reads.count += 1;
      void answer.body().then(
        (body) => (reads.bytes += body.length),
        () => undefined,
      );
    });
    const other = otherClerk(second.page, second.personId, origin, plan.openOrders);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const bench: Bench = { cdp, plan, page, karkhana, other, reads };
    return await measured(bench, origin, tell);
  } finally {
    await pool.end();
    await browser.close();
    await karkhana.dispose();
  }
}

async function measured(bench: Bench, origin: string, tell: (line: string) => void): Promise<ScrollResult> {
  const { page, plan } = bench;
  const figures: ScrollFigure[] = [];
  const openList = async (): Promise<void> => {
    await page.goto(`${origin}/orders?tab=work&sort=urgency`);
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await sleep(1_500);
  };
  tell('the desk, nobody changes anything');
  await openList();
  figures.push(await scrolled(bench, 'desk, rows come while scrolling', false));
  tell('the desk, with changes');
  await page.mouse.wheel(0, -10_000_000);
  await sleep(500);
  figures.push(await scrolled(bench, `desk, all rows there, ${plan.perSecond} changes/s`, true));
  await openList();
  figures.push(await scrolled(bench, `desk, rows come, ${plan.perSecond} changes/s`, true));
  tell('how soon a change is seen');
  const seen = await seenAfter(bench, 20);
  tell('the plain page');
  await page.goto(`${origin}/sign-in`);
  await page.evaluate(drawPlainList, states.join(','));
  figures.push(await scrolled(bench, 'plain page, nobody changes anything', false));
  await page.mouse.wheel(0, -10_000_000);
  figures.push(await scrolled(bench, `plain page, ${plan.perSecond} changes/s`, true));
  return { figures, seen };
}

/** The figures as a table. */
export function deskScrollText({ figures, seen }: ScrollResult): string {
  const head = [
    'milliseconds',
    'rows',
    'seconds',
    'frame p50',
    'p95',
    'p99',
    'longest',
    'dropped',
    '%',
    'longest task',
    'CPU/frame',
    'gaps',
    'changes',
    'failed',
    'reads',
    'kB',
  ];
  const rows = figures.map((each) => [
    each.what,
    each.rows,
    each.seconds,
    each.frame.p50,
    each.frame.p95,
    each.frame.p99,
    each.frame.max,
    each.dropped,
    each.droppedPercent,
    each.longestTaskMs,
    each.cpuPerFrame,
    each.gaps,
    each.changes,
    each.failed,
    each.reads,
    each.readKb,
  ]);
  return `${tableOf(head, rows)}\n\na change by somebody else is seen after: p50 ${seen.p50} ms, p95 ${seen.p95} ms, longest ${seen.max} ms (${seen.n})`;
}
