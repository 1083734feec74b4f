import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import { assemble } from '../kit/assemble.ts';
import type { Reader, Writer } from '../kit/assemble.ts';
import { ErpReadError } from '../kit/read-error.ts';
import type { CommandKind, Connector, ErpConnection, ErpObject, ReadCapability, WriteCapability } from '../kit/types.ts';
import { folderFailure, readText } from './client.ts';
import { inspectFolder } from './inspect.ts';
import { createReader } from './read/reader.ts';
import { fileSettingsSchema } from './settings.ts';
import type { FileSettings } from './settings.ts';
import { shapes } from './map/index.ts';
import { createAcknowledgements } from './write/acks.ts';
import { createLedger } from './write/ledger.ts';
import { exportedKinds } from './write/layout.ts';
import type { Writing } from './write/writer.ts';
import { createWriter } from './write/writer.ts';

const objects = Object.keys(shapes) as readonly ErpObject[];
const read: ReadCapability = { how: 'delta', by: 'checksum', deletes: 'tombstone' };
const write: WriteCapability = {
  how: 'file',
  idempotency: 'findByReference',
  referenceField: 'reference',
  referenceLength: 16,
  atomic: true,
  async: true,
  reversal: 'counterPosting',
};
const changed = { ...write, reversal: 'none' } as const;
const kinds: Readonly<Partial<Record<CommandKind, WriteCapability>>> = { sales_order_change: changed, sales_order_cancel: changed };

/** That the folder is there and the right one: a share that is not mounted is an empty folder. Throws `ErpReadError`. */
async function guardFolder({ folder, marker }: FileSettings): Promise<void> {
  if (!(await stat(folder)).isDirectory()) throw new ErpReadError({ kind: 'transient', why: 'no_folder' });
  if (marker === null) return;
  const said = (await readText(folder, marker.file))?.split(/\r?\n/)[0]?.trim();
  if (said === undefined) throw new ErpReadError({ kind: 'transient', why: 'no_marker' });
  if (said !== marker.text)
    throw new ErpReadError({ kind: 'unauthorised', text: `the exchange folder says that it is ${said.slice(0, 80)}, not ${marker.text}` });
}

/** An ERP that exchanges files: CSV or workbooks in folders, with manifest and acknowledgements. See README.md. */
export const fileErp: Connector = {
  id: 'file',
  vendor: 'any',
  product: 'CSV and XLSX folders',
  settings: fileSettingsSchema,
  secretNames: [],
  capabilities: {
    read: Object.fromEntries(objects.map((object) => [object, read])),
    write: Object.fromEntries(exportedKinds.map((kind) => [kind, kinds[kind] ?? write])),
  },
  open(given, _secrets, deps): ErpConnection {
    const settings = fileSettingsSchema.parse(given);
    const guard = (): Promise<void> => guardFolder(settings);
    const writing: Writing = { settings, ledger: createLedger(settings), acks: createAcknowledgements(settings, deps.now), now: deps.now, guard };
    const readers = Object.fromEntries(objects.map((object): [ErpObject, Reader] => [object, createReader(object, settings, deps, guard)]));
    const orders = settings.tables['sales_order'] === undefined ? null : (readers['sales_order'] ?? null);
    return assemble({
      async testConnection() {
        try {
          await guard();
          await stat(join(settings.folder, settings.outgoing));
          return { ok: true, text: 'the exchange folder is there' };
        } catch (error) {
          const failure = error instanceof ErpReadError ? error.failure : folderFailure(error);
          return { ok: false, text: 'text' in failure ? failure.text : 'why' in failure ? failure.why : failure.kind };
        }
      },
      inspect: () => inspectFolder(writing),
      readers,
      writers: Object.fromEntries(exportedKinds.map((kind): [CommandKind, Writer] => [kind, createWriter(kind, writing, orders)])),
      close: () => Promise.resolve(),
    });
  },
};
