import { z } from 'zod';

const folderName = z.string().regex(/^[\w .-]+(\/[\w .-]+)*$/, 'a folder below the exchange folder');
const encodings = ['auto', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1256', 'windows-1250', 'iso-8859-1'] as const;

/** How texts of a file say numbers, days and letters. What a table does not say is taken from `defaults`. */
const formatShape = {
  /** `auto`: by the mark at the beginning, else UTF-8 when it is that, else `fallbackEncoding`. Named: anything else is refused as `wrong_encoding`. */
  encoding: z.enum(encodings),
  /** What stands between cells; `auto`: comma, semicolon or tab, by the heading. */
  separator: z.string().max(4),
  /** Decimal mark. */
  decimal: z.enum(['.', ',']),
  /** Mark between thousands; empty: none. */
  grouping: z.enum([',', '.', ' ', "'", '']),
  /** Days, as `YYYY-MM-DD`, `DD.MM.YYYY`, `DD-MON-YYYY`, `MM/DD/YYYY`, `YYYYMMDD`, `DD/MM/YY`. Real dates of a workbook need none. */
  date: z.string(),
  /** Line of the heading, 1 for the first. */
  headerLine: z.int().min(1).max(50),
};

const columnSchema = z.union([
  /** The heading of the column. */
  z.string(),
  z.object({
    column: z.string().optional(),
    /** Used where there is no column, or where the cell is empty. */
    value: z.string().optional(),
    /** The ERP's words → ours; what is not in it stays. */
    words: z.record(z.string(), z.string()).optional(),
    decimal: formatShape.decimal.optional(),
    date: z.string().optional(),
  }),
]);

const tableSchema = z
  .object(formatShape)
  .partial()
  .extend({
    /** Name of the file with `*` for what changes: `ITEMS_*.csv`. */
    files: z.string().regex(/^[^/\\]+$/),
    /** `newest`: the last by name is the whole; `all`: the files are parts of one. */
    take: z.enum(['newest', 'all']).default('newest'),
    /** Sheet of a workbook; null: the first. */
    sheet: z.string().nullable().default(null),
    /** Field → column. A field that is not here is looked for under its own name. */
    columns: z.record(z.string(), columnSchema).default({}),
  });

/** Where one table of records stands and how it is read. */
export type TableSettings = z.infer<typeof tableSchema>;
/** Where one field stands. */
export type ColumnSettings = z.infer<typeof columnSchema>;
/** How texts of a file say numbers, days and letters. */
export type Format = z.infer<z.ZodObject<typeof formatShape>>;

const exportColumn = z.object({
  /** Heading in the file. */
  column: z.string().min(1),
  /** Our field; see README. Empty with `value`: a constant. */
  field: z.string().default(''),
  value: z.string().default(''),
});

const exportSchema = z.object({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  encoding: z.enum(['utf-8', 'utf-8-bom', 'utf-16le']).default('utf-8-bom'),
  separator: z.enum([',', ';', '\t', '|']).default(','),
  decimal: z.enum(['.', ',']).default('.'),
  date: z.string().default('YYYY-MM-DD'),
  /** Beginning of the file names. */
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9-]{0,20}$/)
    .default('K'),
  /** Kind of command → its columns in order; kinds that are not here are written with all our fields under our names. */
  layouts: z.record(z.string(), z.array(exportColumn).min(1)).default({}),
  /** Whether cells that a spreadsheet would run as a formula get an apostrophe in front. */
  escapeFormulas: z.boolean().default(true),
});

const acknowledgementSchema = z.object({
  /** Files of acknowledgements in the acknowledgement folder. */
  files: z.string().default('*'),
  columns: z.record(z.string(), columnSchema).default({}),
  /** The ERP's words for what became of a file. Others count as: not yet. */
  accepted: z.array(z.string()).default(['OK', 'POSTED', 'ACCEPTED', 'SUCCESS']),
  refused: z.array(z.string()).default(['ERROR', 'REJECTED', 'REFUSED', 'FAILED']),
  /** The ERP has done nothing and asks to be sent the same again. */
  again: z.array(z.string()).default(['RETRY', 'LOCKED', 'BUSY']),
  /** The ERP's code of a refusal → ours. */
  codes: z.record(z.string(), z.string()).default({ CHANGED: 'changed_in_erp' }),
});

const manifestSchema = z.object({
  files: z.string().default('MANIFEST.csv'),
  /** Fields `file`, `rows`, and where given `total` of `total_column`, `sha256`. */
  columns: z.record(z.string(), columnSchema).default({}),
});

/** Settings of one exchange folder. What a company's exports look like is a setting here, never code. */
export const fileSettingsSchema = z.object({
  /** The exchange folder, absolute. */
  folder: z.string().min(1),
  /** Folders below it: what the ERP exports, what it takes from us, what it answers, and where it puts files that it could not read at all. */
  incoming: folderName.default('to-karkhana'),
  outgoing: folderName.default('from-karkhana'),
  acknowledgements: folderName.default('acknowledgements'),
  failed: folderName.default('failed'),
  /** Our own memory. On the same disk as `outgoing`, backed up with it, and nobody else's. */
  state: folderName.default('.karkhana'),
  /** A file whose first line tells that this is the right folder: a share that is not mounted looks empty. Null: not asked. */
  marker: z
    .object({ file: folderName, text: z.string().min(1) })
    .nullable()
    .default(null),
  /** While this file is there the ERP is at work: nothing is read or written. */
  lockFile: folderName.nullable().default('LOCK'),
  /** Without manifest: so long must a file have stayed as it is. */
  quietMs: z.int().min(0).default(10_000),
  /** Null: the ERP writes none. */
  manifest: manifestSchema.nullable().default(null),
  maxFileBytes: z
    .int()
    .min(1_000)
    .default(256 * 1024 * 1024),
  /** What a workbook may hold unpacked. */
  maxUnpackedBytes: z
    .int()
    .min(1_000)
    .default(512 * 1024 * 1024),
  maxRows: z.int().min(1).default(2_000_000),
  pageSize: z.int().min(1).max(5_000).default(500),
  /** How long a send waits for the acknowledgement before it is called unknown, and how often it looks. */
  ackWaitMs: z.int().min(0).max(60_000).default(5_000),
  pollMs: z.int().min(5).max(10_000).default(250),
  /** Files that wait for the ERP; more are not written until it catches up. */
  maxWaiting: z.int().min(1).default(2_000),
  fallbackEncoding: z.enum(encodings).default('windows-1252'),
  defaults: z
    .object({
      encoding: formatShape.encoding.default('auto'),
      separator: formatShape.separator.default('auto'),
      decimal: formatShape.decimal.default('.'),
      grouping: formatShape.grouping.default(''),
      date: formatShape.date.default('YYYY-MM-DD'),
      headerLine: formatShape.headerLine.default(1),
    })
    .prefault({}),
  /** Table → file; `item`, `item.uoms`, `customer`, `customer.ship_tos`, `sales_order.lines` … (README has all with their fields). */
  tables: z.record(z.string(), tableSchema).default({}),
  /** ERP unit → ours. */
  units: z.record(z.string(), z.string()).default({}),
  export: exportSchema.prefault({}),
  acks: acknowledgementSchema.prefault({}),
});
export type FileSettings = z.infer<typeof fileSettingsSchema>;
