/** The browsable API docs: one page and one script of our own, so that nothing is loaded from elsewhere and the CSP holds. */

export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Karkhana API</title>
<style>
:root { color-scheme: light dark; --line: light-dark(#d0d5dd, #3a3f47); --soft: light-dark(#f4f5f7, #1d2025); }
body { font: 14px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 1000px; padding: 24px; }
h1 { font-size: 22px; } h2 { font-size: 16px; margin: 32px 0 8px; text-transform: capitalize; }
details { border: 1px solid var(--line); border-radius: 6px; margin: 6px 0; }
summary { cursor: pointer; padding: 8px 12px; display: flex; gap: 12px; align-items: baseline; }
details > div { border-top: 1px solid var(--line); padding: 12px; overflow-x: auto; }
code, pre { font: 13px/1.45 ui-monospace, monospace; } pre { background: var(--soft); padding: 10px; border-radius: 4px; margin: 4px 0 12px; white-space: pre-wrap; }
.method { font-weight: 600; min-width: 56px; } .summary { opacity: .75; margin-inline-start: auto; }
table { border-collapse: collapse; } td, th { text-align: start; padding: 2px 16px 2px 0; vertical-align: top; }
</style>
</head>
<body>
<h1>Karkhana API</h1>
<p>Made from <a href="/api/openapi.json">/api/openapi.json</a>. Sign in with <code>POST /api/auth/sign-in/email</code> and keep the cookie. A refusal is <code>{"refusal": {"code", "facts"}}</code>, a fault <code>{"fault": {"code", "requestId"}}</code>.</p>
<label>Find <input id="find" type="search"></label>
<main id="routes"></main>
<script src="/api/docs.js"></script>
</body>
</html>
`;

export const docsScript = `'use strict';
const el = (name, text, ...children) => { const node = document.createElement(name); if (text) node.textContent = text; node.append(...children); return node; };
const classed = (node, name) => { node.className = name; return node; };
function shape(schema, all, depth = 0) {
  if (!schema) return 'unknown';
  if (schema.$ref) { const name = schema.$ref.split('/').pop(); return depth > 4 ? name : shape(all[name], all, depth + 1); }
  const pad = '  '.repeat(depth + 1);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map((one) => shape(one, all, depth)).join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => shape(one, all, depth)).join(' & ');
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type;
  if (schema.properties) {
    const needed = new Set(schema.required ?? []);
    const lines = Object.entries(schema.properties).map(([key, value]) => pad + key + (needed.has(key) ? '' : '?') + ': ' + shape(value, all, depth + 1));
    return '{\\n' + lines.join('\\n') + '\\n' + '  '.repeat(depth) + '}' + (type && type.includes('null') ? ' | null' : '');
  }
  if (schema.items) return '[' + shape(schema.items, all, depth) + ']';
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object') return '{ [key]: ' + shape(schema.additionalProperties, all, depth) + ' }';
  return (type ?? 'any') + (schema.format ? ' (' + schema.format + ')' : '');
}
const bodyOf = (part) => part?.content?.['application/json']?.schema;
function routeNode(method, path, route, all) {
  const head = el('summary', '', classed(el('span', method.toUpperCase()), 'method'), el('code', path), classed(el('span', route.summary ?? ''), 'summary'));
  const inside = el('div');
  if (route.description) inside.append(el('p', route.description));
  if (route.parameters?.length) inside.append(el('strong', 'Parameters'), el('table', '', ...route.parameters.map((one) => el('tr', '', el('td', '', el('code', one.name)), el('td', one.in), el('td', shape(one.schema, all)), el('td', one.required ? 'required' : '')))));
  const body = bodyOf(route.requestBody);
  if (body) inside.append(el('strong', 'Body'), el('pre', shape(body, all)));
  for (const [status, answer] of Object.entries(route.responses ?? {})) {
    inside.append(el('strong', status + ' ' + (answer.description ?? '')));
    if (bodyOf(answer)) inside.append(el('pre', shape(bodyOf(answer), all)));
    else inside.append(el('br'));
  }
  return el('details', '', head, inside);
}
function draw(spec, word) {
  const groups = new Map();
  for (const [path, methods] of Object.entries(spec.paths)) {
    for (const [method, route] of Object.entries(methods)) {
      if (!(method + ' ' + path + ' ' + (route.summary ?? '')).toLowerCase().includes(word)) continue;
      const group = path.split('/')[2] ?? 'other';
      groups.set(group, [...(groups.get(group) ?? []), routeNode(method, path, route, spec.components?.schemas ?? {})]);
    }
  }
  const parts = [...groups].flatMap(([name, nodes]) => [el('h2', name), ...nodes]);
  document.getElementById('routes').replaceChildren(...parts);
}
fetch('/api/openapi.json').then((answer) => answer.json()).then((spec) => {
  draw(spec, '');
  document.getElementById('find').addEventListener('input', (event) => draw(spec, event.target.value.toLowerCase()));
});
`;
