import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyHint } from '../ui/button.tsx';
import { keyMap, type KeyScope } from '../ui/keys/key-map.ts';
import { useWords } from '../ui/use-words.ts';
import classes from './shortcut-help.module.css';

const scopes: readonly KeyScope[] = ['orders', 'approvals', 'order_page', 'aliases', 'reading', 'erp', 'erp_command', 'global'];

/** Every shortcut, read from the same map that handles them. */
export function ShortcutHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t('keys.title')} size="lg" closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className={classes['columns']}>
        {scopes.map((scope) => (
          <section key={scope}>
            <h3>{t(`keys.scope.${scope}`)}</h3>
            <dl>
              {keyMap
                .filter((binding) => binding.scope === scope)
                .map((binding) => (
                  <div key={binding.action} className={classes['row']}>
                    <dt>{t(`keys.${binding.action}`)}</dt>
                    <dd>
                      {binding.action === 'pick' ? (
                        <>
                          <KeyHint keys="1" /> – <KeyHint keys="5" />
                        </>
                      ) : (
                        <KeyHint keys={binding.keys[0] ?? ''} />
                      )}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
