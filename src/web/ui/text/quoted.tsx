import type { ReactNode } from 'react';
import { MarkedText } from './marked-text.tsx';

/** The customer's own words inside our sentence or grid: isolated and harmless. */
export function Quoted({ words, max = 120 }: { readonly words: string; readonly max?: number }): ReactNode {
  const cut = words.length > max ? `${words.slice(0, max)}…` : words;
  return (
    <bdi dir="auto" title={words.length > max ? words.slice(0, 600) : undefined}>
      <MarkedText text={cut} inline />
    </bdi>
  );
}
