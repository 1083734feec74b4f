/** The page at `/`: what the ERP holds, newest first, live. No outside address is loaded. */
export const orderPage = `<!doctype html>
<html lang="en" dir="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Sandbox ERP: sales orders and bookings</title>
<style>
  :root { color-scheme: light dark; --ink: #1d2733; --soft: #5c6b7a; --line: #d9e0e7; --paper: #ffffff; --ground: #f3f5f7; --mark: #0a6ed1; --new: #e8f3ff; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #9aa8b5; --line: #33404d; --paper: #1b232b; --ground: #12181e; --mark: #5aa9f5; --new: #14304a; } }
  * { box-sizing: border-box; }
  body { margin: 0; font: 15px/1.45 system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Devanagari', sans-serif; color: var(--ink); background: var(--ground); }
  header { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: baseline; padding: 12px 20px; background: var(--paper); border-block-end: 1px solid var(--line); position: sticky; inset-block-start: 0; }
  h1 { font-size: 17px; margin: 0; }
  header span { color: var(--soft); }
  #live { margin-inline-start: auto; }
  main { max-width: 1080px; margin: 16px auto; padding: 0 16px; display: grid; gap: 10px; }
  section { display: grid; gap: 10px; }
  #documents { order: -1; }
  #documents:empty { display: none; }
  article { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; }
  article.new { background: var(--new); transition: background 2s; }
  .head { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; }
  .number { font-weight: 650; color: var(--mark); font-variant-numeric: tabular-nums; }
  .net { margin-inline-start: auto; font-weight: 650; font-variant-numeric: tabular-nums; }
  .soft { color: var(--soft); }
  table { width: 100%; border-collapse: collapse; margin-block-start: 6px; }
  td { padding: 3px 8px 3px 0; border-block-start: 1px solid var(--line); vertical-align: top; }
  table { table-layout: fixed; }
  td:nth-child(1) { width: 14%; } td:nth-child(2) { width: 32%; } td:nth-child(3) { width: 24%; } td:nth-child(4) { width: 12%; }
  td.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
</style>
</head>
<body>
<header><h1>Sandbox ERP</h1><span>Sales orders and bookings, newest first</span><span id="live" role="status">connecting…</span></header>
<main>
<section id="orders" aria-live="polite" aria-label="Sales orders"></section>
<section id="documents" aria-live="polite" aria-label="Bookings"></section>
</main>
<script type="module">
  const main = document.getElementById('orders');
  const bookings = document.getElementById('documents');
  const live = document.getElementById('live');
  const seen = new Set();
  let first = true;
  const cell = (tag, text, name) => { const e = document.createElement(tag); e.textContent = text; if (name) e.className = name; e.dir = 'auto'; return e; };
  const money = (value, currency) => { try { return new Intl.NumberFormat(currency === 'INR' ? 'en-IN' : 'en', { style: 'currency', currency }).format(Number(value)); } catch { return value + ' ' + currency; } };
  function show(order) {
    const box = document.createElement('article');
    const head = cell('div', '', 'head');
    head.append(cell('span', order.number, 'number'), cell('span', order.soldToName + ' (' + order.soldTo + ')'), cell('span', order.reference, 'soft'), cell('span', new Date(order.createdAt).toLocaleString(), 'soft'), cell('span', order.status, 'soft'), cell('span', money(order.net, order.currency), 'net'));
    const table = document.createElement('table');
    for (const item of order.items) {
      const row = document.createElement('tr');
      const free = item.freeWith === null ? '' : item.freeWith === 0 ? 'free of charge' : 'free with item ' + item.freeWith;
      row.append(cell('td', item.material), cell('td', item.text), cell('td', free || item.words, 'soft'), cell('td', item.quantity + ' ' + item.unit, 'n'), cell('td', money(item.net, order.currency), 'n'));
      table.append(row);
    }
    box.append(head, table);
    if (!first && !seen.has(order.number)) { box.classList.add('new'); setTimeout(() => box.classList.remove('new'), 3000); }
    seen.add(order.number);
    return box;
  }
  function showBooking(one) {
    const box = document.createElement('article');
    const head = cell('div', '', 'head');
    head.append(cell('span', one.number, 'number'), cell('span', one.kind), cell('span', one.title), cell('span', one.reference, 'soft'), cell('span', new Date(one.at).toLocaleString(), 'soft'), cell('span', one.status, 'soft'));
    box.append(head, ...one.lines.map((line) => cell('div', line, 'soft')));
    return box;
  }
  async function load() {
    const [{ orders }, { documents }] = await Promise.all(['/sandbox/orders?limit=50', '/sandbox/documents?limit=50'].map(async (path) => (await fetch(path)).json()));
    main.replaceChildren(...orders.map(show));
    bookings.replaceChildren(...documents.map(showBooking));
    first = false;
  }
  const events = new EventSource('/sandbox/events');
  events.addEventListener('hello', () => { live.textContent = 'live'; load(); });
  for (const type of ['order.created', 'order.changed', 'order.deleted', 'goods.posted', 'delivery.changed', 'confirmation.posted']) events.addEventListener(type, load);
  events.onerror = () => { live.textContent = 'not connected'; };
</script>
</body>
</html>
`;
