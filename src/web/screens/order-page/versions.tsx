import type { ReactNode } from 'react';
import type { OrderLine, OrderPage } from '../../../modules/orders/contract.ts';
import { reasonOfChange } from '../../../modules/orders/domain/index.ts';
import { Code, Quantity, When } from '../../ui/figures.tsx';
import { diffLines, type LineChange } from '../../ui/order/diff.ts';
import { Actor } from '../../ui/order/life-line.tsx';
import page from '../../ui/page.module.css';
import { Quoted } from '../../ui/text/quoted.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './order-page.module.css';

/** Every version against the one before it, newest first: what was added, struck out, changed. */
export function Versions({ order }: { readonly order: OrderPage }): ReactNode {
  const { t, say } = useWords();
  if (order.versions.length === 0) return <p className={page['dim']}>{t('orders:versions.none')}</p>;
  return order.versions
    .map((version, i) => ({ version, changes: diffLines(order.versions[i - 1]?.lines ?? [], version.lines).filter((change) => change.kind !== 'same') }))
    .toReversed()
    .map(({ version, changes }) => (
      <div key={version.version} className={classes['version']}>
        <div className={classes['versionHead']}>
          <span>{t('orders:version', { no: version.version })}</span>
          <span className={page['dim']}>
            <When at={version.at} style="seconds" />
          </span>
          <span>{say('life', version.why)}</span>
          <Actor actor={version.actor} />
          <Reason order={order} version={version.version} />
        </div>
        {changes.length === 0 ? (
          <p className={page['dim']}>{t('orders:versions.same')}</p>
        ) : (
          changes.map((change) => <Change key={change.lineId} change={change} />)
        )}
      </div>
    ));
}

/** Why a clerk changed the lines, where somebody said so. */
function Reason({ order, version }: { readonly order: OrderPage; readonly version: number }): ReactNode {
  const { say } = useWords();
  const reason = reasonOfChange(order.life, version);
  return reason === null ? null : <span>· {say('change_reason', reason)}</span>;
}

function Change({ change }: { readonly change: LineChange }): ReactNode {
  const { t } = useWords();
  const { before, after, kind, parts } = change;
  const line = after ?? before;
  return (
    <div className={classes['change']}>
      <span className={classes['sign']} aria-hidden="true">
        {kind === 'added' ? '+' : kind === 'removed' ? '−' : '±'}
      </span>
      <span className="k-sr">{t(`orders:versions.${kind}`)}</span>
      {before === null || kind === 'added' || (kind === 'changed' && parts.every((part) => part === 'price')) ? null : (
        <del>
          <LineText line={before} />
        </del>
      )}
      {after === null ? null : (
        <ins>
          <LineText line={after} />
        </ins>
      )}
      {line === null || line.words === '' ? null : (
        <span className={page['dim']}>
          “<Quoted words={line.words} max={60} />”
        </span>
      )}
    </div>
  );
}

function LineText({ line }: { readonly line: OrderLine }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <Quantity milli={line.quantityMilli} uom={line.uom} /> <bdi>{line.itemName ?? t('orders:not_settled')}</bdi>{' '}
      {line.sku === null ? null : <Code>{line.sku}</Code>}
    </>
  );
}
