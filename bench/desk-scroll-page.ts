/** What runs inside the browser: functions without a word from outside, because they are sent there as text. */

/** What one stretch of scrolling was like, as the page itself saw it. */
export interface Watched {
  /** Milliseconds between one frame and the next. */
  readonly frames: number[];
  /** Milliseconds of tasks that held the page for 50 ms and longer. */
  readonly longTasks: number[];
  /** Frames in which a part of the list was in sight that had not been drawn yet. */
  readonly gaps: number;
}

/** Begins to note frames and long tasks. */
export function beginWatch(): void {
  const frames: number[] = [];
  const longTasks: number[] = [];
  const state = { frames, longTasks, gaps: 0, running: true };
  let before = performance.now();
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({ type: 'longtask' });
  const hasGap = (): boolean => {
    const box = document.querySelector('[data-scroll]') ?? document.querySelector('[role=listbox]')?.parentElement;
    const rows = box?.querySelectorAll<HTMLElement>('[role=option]');
    const [first, last] = [rows?.[0], rows?.[rows.length - 1]];
    if (!box || !first || !last) return true;
    const seen = box.getBoundingClientRect();
    const end = box.scrollTop + seen.height >= box.scrollHeight - 1;
    return first.getBoundingClientRect().top > seen.top + 1 || (!end && last.getBoundingClientRect().bottom < seen.bottom - 1);
  };
  const tick = (now: number): void => {
    frames.push(now - before);
    before = now;
    if (hasGap()) state.gaps += 1;
    if (state.running) requestAnimationFrame(tick);
    else observer.disconnect();
  };
  requestAnimationFrame((now) => {
    before = now;
    requestAnimationFrame(tick);
  });
  (globalThis as unknown as { watched: typeof state }).watched = state;
}

/** Ends noting and tells what there was. */
export function endWatch(): Watched {
  const { watched } = globalThis as unknown as { watched: Watched & { running: boolean } };
  watched.running = false;
  return { frames: watched.frames.slice(1), longTasks: watched.longTasks, gaps: watched.gaps };
}

/** How many rows the list has, how far it is scrolled, and whether it is at its end. */
export function whereIsTheList(): { readonly rows: number; readonly top: number; readonly atEnd: boolean } {
  const box = document.querySelector('[data-scroll]') ?? document.querySelector('[role=listbox]')?.parentElement;
  if (!box) return { rows: 0, top: 0, atEnd: false };
  const option = box.querySelector('[role=option]');
  const rows = Number(option?.getAttribute('aria-setsize') ?? box.querySelectorAll('[role=option]').length);
  return { rows, top: box.scrollTop, atEnd: box.scrollTop + box.clientHeight >= box.scrollHeight - 1 };
}

/** The same queue as a page would do it that draws every row, and reads all of them again whenever an order changes. */
export async function drawPlainList(states: string): Promise<void> {
  interface Row {
    readonly id: string;
    readonly number: string;
    readonly customer: string;
    readonly preview: string;
    readonly state: string;
    readonly netMinor: number;
    readonly assignedTo: { readonly name: string } | null;
  }
  const readAll = async (): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const answer: Response = await fetch(`/api/orders?state=${states}&sort=urgency&limit=500${query}`);
      const page = (await answer.json()) as { rows: Row[]; nextCursor: string | null };
      rows.push(...page.rows);
      cursor = page.nextCursor;
    }
    return rows;
  };
  document.body.innerHTML = '<div data-scroll style="height:100vh;width:420px;overflow-y:auto"><div role="listbox"></div></div>';
  const list = document.querySelector('[role=listbox]');
  const draw = async (): Promise<void> => {
    const rows = await readAll();
    const row = (each: Row): string =>
      `<button role="option" style="display:grid;grid-template-columns:1fr auto;width:100%;height:80px;border-bottom:1px solid #ddd;text-align:start"><b>${each.customer}</b><span>${(each.netMinor / 100).toLocaleString('en-IN')}</span><span>${each.preview}</span><span></span><small>${each.state} ${each.assignedTo?.name ?? ''}</small><small>${each.number}</small></button>`;
    if (list) list.innerHTML = rows.map(row).join('');
  };
  await draw();
  let [reading, again] = [false, false];
  const changed = async (): Promise<void> => {
    again = true;
    if (reading) return;
    reading = true;
    while (again) {
      again = false;
      await draw();
    }
    reading = false;
  };
  new EventSource('/api/live').addEventListener('order.desk_changed', () => void changed());
}
