import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './prices.module.css';
import { rowsOf, textOfRows, type Draft } from './rule-draft.ts';

/** Who may decide prices. */
const deciders = ['sales_head', 'owner', 'order_desk'] as const;
const fresh = { bands: ['', ''], needs: ['', '1', ''], tiers: ['', 'owner', '', 'above', '30'] } as const;
const most = { bands: 12, needs: 8, tiers: 3 } as const;

interface RowsFieldProps {
  readonly look: keyof typeof fresh;
  readonly label: string;
  readonly draft: Draft;
  readonly text: string;
  readonly wrong: boolean;
  readonly onText: (text: string) => void;
}

/** A column of several rows: bands of a scheme, items of a combo, tiers of an approval policy. */
export function RowsField({ look, label, draft, text, wrong, onText }: RowsFieldProps): ReactNode {
  const { t } = useWords();
  const rows = rowsOf(text);
  // tiers are numbered by their order
  const tell = (next: readonly (readonly string[])[]): void =>
    onText(textOfRows(look === 'tiers' ? next.map((row, i) => [String(i + 1), ...row.slice(1)]) : next));
  const change = (at: number, cell: number, value: string): void =>
    tell(rows.map((row, i) => (i === at ? row.map((old, j) => (j === cell ? value : old)) : row)));
  return (
    <div className={classes['rows']} role="group" aria-label={label} data-wrong={wrong}>
      <span>{label}</span>
      {rows.map((row, at) => (
        <div key={at} className={classes['row']} data-look={look}>
          {look === 'tiers' ? (
            <Tier row={row} onCell={(cell, value) => change(at, cell, value)} />
          ) : (
            <Cells look={look} row={row} draft={draft} onCell={(cell, value) => change(at, cell, value)} />
          )}
          <IconButton small label={t('prices:remove_row')} onClick={() => tell(rows.filter((_, i) => i !== at))}>
            <IconX size={14} />
          </IconButton>
        </div>
      ))}
      {rows.length >= most[look] ? null : (
        <div>
          <Button small look="quiet" onClick={() => tell([...rows, [...fresh[look]]])}>
            <IconPlus size={14} /> {t(`prices:add.${look}`)}
          </Button>
        </div>
      )}
    </div>
  );
}

interface CellsProps {
  readonly look: 'bands' | 'needs';
  readonly row: readonly string[];
  readonly draft: Draft;
  readonly onCell: (cell: number, value: string) => void;
}

function Cells({ look, row, draft, onCell }: CellsProps): ReactNode {
  const { t } = useWords();
  const labels =
    look === 'needs'
      ? [t('prices:row.sku'), t('prices:row.quantity'), t('prices:field.uom')]
      : [
          t(draft['basis'] === 'value' ? 'prices:row.from_value' : 'prices:row.from_quantity', {
            unit: (draft['basis'] === 'value' ? draft['currency'] : draft['uom']) || '–',
          }),
          draft['gift'] === 'amount_off' ? t('prices:row.amount', { currency: draft['currency'] ?? '', unit: draft['uom'] ?? '' }) : t('prices:field.percent'),
        ];
  return labels.map((label, cell) => (
    <label key={cell} className={classes['cell']}>
      {label}
      <input
        dir="ltr"
        inputMode={look === 'bands' ? 'decimal' : 'text'}
        spellCheck={false}
        value={row[cell] ?? ''}
        onChange={(event) => onCell(cell, event.currentTarget.value)}
      />
    </label>
  ));
}

function Tier({ row, onCell }: { readonly row: readonly string[]; readonly onCell: (cell: number, value: string) => void }): ReactNode {
  const { t } = useWords();
  const chosen = (row[1] ?? '').split('+').filter((role) => role !== '');
  const toggle = (role: string): void => onCell(1, (chosen.includes(role) ? chosen.filter((each) => each !== role) : [...chosen, role]).join('+'));
  return (
    <>
      <span className={classes['roles']} role="group" aria-label={t('prices:row.roles')}>
        {[...new Set([...deciders, ...chosen])].map((role) => (
          <label key={role}>
            <input type="checkbox" checked={chosen.includes(role)} onChange={() => toggle(role)} />
            {t(`roles.${role}`)}
          </label>
        ))}
      </span>
      <label className={classes['cell']}>
        {t('prices:row.up_to')}
        <input dir="ltr" inputMode="decimal" value={row[2] ?? ''} onChange={(event) => onCell(2, event.currentTarget.value)} />
      </label>
      <label className={classes['cell']}>
        {t('prices:row.minutes')}
        <input dir="ltr" inputMode="numeric" value={row[4] ?? ''} onChange={(event) => onCell(4, event.currentTarget.value)} />
      </label>
      <label className={classes['switch']}>
        <input type="checkbox" checked={row[3] === 'below'} onChange={(event) => onCell(3, event.currentTarget.checked ? 'below' : 'above')} />
        {t('prices:row.below_floor')}
      </label>
    </>
  );
}
