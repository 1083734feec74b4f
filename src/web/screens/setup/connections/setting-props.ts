import type { ReactNode } from 'react';
import type { SchemaNode } from './schema-node.ts';

/** A setting, what is said of it, and where it stands in the whole. */
export interface SettingProps {
  readonly node: SchemaNode;
  /** It must be said. Default: it need not. */
  readonly required?: boolean;
  /** Undefined: nothing is said, and the fallback counts. */
  readonly value: unknown;
  readonly label: string;
  /** Names down to here, with dots: as the server names a field that does not do. */
  readonly path: string;
  /** Fields that the server did not take. */
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (value: unknown) => void;
}

/** A list or a map, with how one of its values is drawn. */
export type CollectionProps = SettingProps & { readonly item: SchemaNode; readonly draw: (props: SettingProps) => ReactNode };
