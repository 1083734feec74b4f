/** The page at `/`: what the ERP holds, newest first, live. No outside address is loaded. */
export const documentPage = `<!doctype html>
<html lang="en" dir="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Sandbox Oracle Fusion: documents</title>
<style>
  :root { color-scheme: light dark; --ink: #2a2723; --soft: #6b655e; --line: #e2ddd6; --paper: #ffffff; --ground: #f6f3ef; --mark: #b03a2e; --new: #fdf1e6; }
  @media (prefers-color-scheme: dark) { :root { --ink: #ece7e1; --soft: #a59d94; --line: #443e38; --paper: #25211d; --ground: #191613; --mark: #f08a7c; --new: #43301f; } }
  * { box-sizing: border-box; }
  body { margin: 0; font: 15px/1.45 system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Devanagari', sans-serif; color: var(--ink); background: var(--ground); }
  header { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: baseline; padding: 12px 20px; background: var(--paper); border-block-end: 1px solid var(--line); position: sticky; inset-block-start: 0; }
  h1 { font-size: 17px; margin: 0; } h2 { font-size: 15px; margin: 8px 0 0; }
  header span { color: var(--soft); }
  #live { margin-inline-start: auto; }
  main { max-width: 1080px; margin: 16px auto; padding: 0 16px; display: grid; gap: 10px; }
  section { display: grid; gap: 8px; }
  article { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; }
  article.new { background: var(--new); }
  .head { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; }
  .number { font-weight: 650; color: var(--mark); font-variant-numeric: tabular-nums; }
  .net { margin-inline-start: auto; font-weight: 650; font-variant-numeric: tabular-nums; }
  .soft { color: var(--soft); }
  table { width: 100%; border-collapse: collapse; margin-block-start: 6px; table-layout: fixed; }
  td { padding: 3px 8px 3px 0; border-block-start: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
  td.n { text-align: end; font-variant-numeric: tabular-nums; }
</style>
</head>
<body>
<header><h1>Sandbox Oracle Fusion</h1><span>Documents, newest first</span><span id="live" role="status">connecting…</span></header>
<main><section aria-live="polite"><h2>Sales orders</h2><div id="orders"></div></section><section aria-live="polite"><h2>Bookings</h2><div id="documents"></div></section></main>
<script type="module">
  const byId = (id) => document.getElementById(id);
  const seen = new Set();
  let first = true;
  const cell = (tag, text, name) => { const e = document.createElement(tag); e.textContent = text ?? ''; if (name) e.className = name; e.dir = 'auto'; return e; };
  const money = (value, currency) => { try { return new Intl.NumberFormat(currency === 'INR' ? 'en-IN' : 'en', { style: 'currency', currency }).format(Number(value)); } catch { return value + ' ' + currency; } };
  function card(key, head, rows) {
    const box = document.createElement('article');
    const line = cell('div', '', 'head');
    line.append(...head);
    const table = document.createElement('table');
    for (const row of rows) { const tr = document.createElement('tr'); tr.append(...row); table.append(tr); }
    box.append(line, table);
    if (!first && !seen.has(key)) box.classList.add('new');
    seen.add(key);
    return box;
  }
  const order = (o) => card('o' + o.number,
    [cell('span', o.number, 'number'), cell('span', o.soldToName + ' (' + o.soldTo + ')'), cell('span', o.reference, 'soft'), cell('span', new Date(o.createdAt).toLocaleString(), 'soft'), cell('span', o.status, 'soft'), cell('span', money(o.net, o.currency), 'net')],
    o.items.filter((i) => !i.rejected).map((i) => [cell('td', i.material), cell('td', i.text), cell('td', i.words, 'soft'), cell('td', i.quantity + ' ' + i.unit, 'n'), cell('td', money(i.net, o.currency), 'n')]));
  const booking = (d) => card('d' + d.kind + d.key, [cell('span', d.kind, 'number'), cell('span', d.key), cell('span', d.reference, 'soft'), cell('span', d.text)], []);
  async function load() {
    const [{ orders }, { documents }] = await Promise.all(['orders', 'documents'].map(async (name) => (await fetch('/sandbox/' + name + '?limit=50')).json()));
    byId('orders').replaceChildren(...orders.map(order));
    byId('documents').replaceChildren(...documents.map(booking));
    first = false;
  }
  const events = new EventSource('/sandbox/events');
  events.addEventListener('hello', () => { byId('live').textContent = 'live'; load(); });
  events.addEventListener('changed', load);
  events.onerror = () => { byId('live').textContent = 'not connected'; };
</script>
</body>
</html>
`;
