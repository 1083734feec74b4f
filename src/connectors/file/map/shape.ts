import type { RowReader } from './row-reader.ts';

/** Rows that hang on a record: which fields are their parent's key, and which tell two of them apart. */
export interface ChildShape {
  /** Fields of the record's key, in its order; they must be columns of the child's table. */
  readonly parent: readonly string[];
  readonly own: readonly string[];
  readonly fields: readonly string[];
}

/** How records of one kind are made of rows. */
export interface Shape {
  /** Fields without which there is no record; the first ones are its key. */
  readonly key: readonly string[];
  readonly fields: readonly string[];
  readonly needed: readonly string[];
  readonly children: Readonly<Record<string, ChildShape>>;
  /** The record's data. Problems are noted in the readers. Null: nothing of ours. */
  build(head: RowReader, children: (name: string) => readonly RowReader[], tools: BuildTools): unknown;
}

/** What a build needs from around it. */
export interface BuildTools {
  /** This moment, ISO. */
  readonly now: string;
}
