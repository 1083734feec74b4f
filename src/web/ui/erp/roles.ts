import { useMe } from '../me.ts';

const settlers: ReadonlySet<string> = new Set(['it', 'order_desk', 'owner']);
const keepers: ReadonlySet<string> = new Set(['it', 'owner']);

/** What the reader may do with the exchange with ERPs. The server decides; this only hides what it would refuse. */
export function useErpRights(): { readonly maySettle: boolean; readonly mayManage: boolean } {
  const roles = useMe()?.roles ?? [];
  return { maySettle: roles.some((role) => settlers.has(role)), mayManage: roles.some((role) => keepers.has(role)) };
}
