/** The page at `/` for people: the vouchers that the program holds, newest first, live. No outside address is loaded. */
export const voucherPage = `<!doctype html>
<html lang="en" dir="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Sandbox Tally: vouchers</title>
<style>
  :root { color-scheme: light dark; --ink: #1d2733; --soft: #5c6b7a; --line: #d9e0e7; --paper: #ffffff; --ground: #f4f3ee; --mark: #7a4b00; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #9aa8b5; --line: #33404d; --paper: #1b232b; --ground: #12181e; --mark: #e0a64f; } }
  * { box-sizing: border-box; }
  body { margin: 0; font: 15px/1.45 system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Devanagari', sans-serif; color: var(--ink); background: var(--ground); }
  header { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: baseline; padding: 12px 20px; background: var(--paper); border-block-end: 1px solid var(--line); position: sticky; inset-block-start: 0; }
  h1 { font-size: 17px; margin: 0; }
  .soft { color: var(--soft); }
  #live { margin-inline-start: auto; }
  main { max-width: 1080px; margin: 16px auto; padding: 0 16px; display: grid; gap: 10px; }
  article { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; }
  article.cancelled { opacity: .6; }
  .head { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; }
  .number { font-weight: 650; color: var(--mark); }
  .net { margin-inline-start: auto; font-weight: 650; font-variant-numeric: tabular-nums; }
  table { width: 100%; border-collapse: collapse; margin-block-start: 6px; }
  td { padding: 3px 8px 3px 0; border-block-start: 1px solid var(--line); vertical-align: top; }
  td.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
</style>
</head>
<body>
<header><h1>Sandbox Tally</h1><span class="soft">Vouchers, newest first</span><span id="live" role="status">connecting…</span></header>
<main id="vouchers" aria-live="polite"></main>
<script type="module">
  const main = document.getElementById('vouchers');
  const live = document.getElementById('live');
  const cell = (tag, text, name) => { const e = document.createElement(tag); e.textContent = text; if (name) e.className = name; e.dir = 'auto'; return e; };
  function show(voucher) {
    const box = document.createElement('article');
    if (voucher.cancelled) box.className = 'cancelled';
    const head = cell('div', '', 'head');
    head.append(cell('span', voucher.type + ' ' + voucher.number, 'number'), cell('span', voucher.party), cell('span', voucher.reference, 'soft'), cell('span', voucher.date, 'soft'), cell('span', voucher.company, 'soft'), cell('span', voucher.cancelled ? 'cancelled' : '', 'soft'), cell('span', voucher.net, 'net'));
    const table = document.createElement('table');
    for (const line of voucher.lines) {
      const row = document.createElement('tr');
      row.append(cell('td', line.item), cell('td', line.direction, 'soft'), cell('td', line.godown, 'soft'), cell('td', line.quantity, 'n'), cell('td', line.amount, 'n'));
      table.append(row);
    }
    box.append(head, table);
    return box;
  }
  async function load() {
    const { documents } = await (await fetch('/sandbox/documents?limit=60')).json();
    main.replaceChildren(...documents.map(show));
  }
  const events = new EventSource('/sandbox/events');
  events.addEventListener('hello', () => { live.textContent = 'live'; load(); });
  for (const type of ['order.created', 'order.changed', 'order.deleted']) events.addEventListener(type, load);
  events.onerror = () => { live.textContent = 'not connected'; };
</script>
</body>
</html>
`;
