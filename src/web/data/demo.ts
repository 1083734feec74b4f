import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from './client.ts';
import { keys } from './stale-keys.ts';

const demoSchema = z.object({
  whatsappUrl: z.string(),
  erpUrl: z.string(),
  erpName: z.string(),
  quietMs: z.number(),
  phones: z.array(
    z.object({ phone: z.string(), name: z.string(), customer: z.string().nullable(), customerName: z.string().nullable(), language: z.string() }),
  ),
  signIns: z.array(z.object({ email: z.string(), password: z.string(), name: z.string(), roles: z.array(z.string()) })),
});
export type Demo = z.output<typeof demoSchema>;
/** Somebody whose phone can be played. */
export type Person = Demo['phones'][number];

/** What a demo tells about itself; null when this is no demo. */
export const demoQuery = queryOptions({
  queryKey: keys.demo,
  queryFn: ({ signal }) => ask(demoSchema, '/api/demo', { signal }).catch(() => null),
  staleTime: Infinity,
  retry: false,
});

const phoneMessageSchema = z.object({
  id: z.string(),
  direction: z.enum(['in', 'out']),
  text: z.string(),
  at: z.string(),
  ticks: z.enum(['clock', 'sent', 'delivered', 'read']).or(z.string()),
  edited: z.boolean().default(false),
  deleted: z.boolean().default(false),
  reaction: z.string().nullish(),
  replyTo: z.string().nullish(),
  buttons: z.array(z.union([z.string(), z.object({ id: z.string().optional(), title: z.string() })])).nullish(),
});
export type PhoneMessage = z.output<typeof phoneMessageSchema>;

const sandboxOrderSchema = z.object({
  number: z.string(),
  soldTo: z.string(),
  soldToName: z.string().nullish(),
  reference: z.string().nullish(),
  createdAt: z.string(),
  net: z.union([z.string(), z.number()]),
  currency: z.string(),
  status: z.string().nullish(),
  items: z.array(
    z.object({
      material: z.string(),
      text: z.string().nullish(),
      quantity: z.union([z.string(), z.number()]),
      unit: z.string(),
      net: z.union([z.string(), z.number()]).nullish(),
    }),
  ),
});
export type SandboxOrder = z.output<typeof sandboxOrderSchema>;

/** The messages on one played phone. */
export const phoneMessagesQuery = (origin: string, phone: string) =>
  queryOptions({
    queryKey: ['phone', origin, phone],
    queryFn: ({ signal }) =>
      ask(z.object({ messages: z.array(phoneMessageSchema) }), `/sandbox/phones/${encodeURIComponent(phone)}/messages`, { origin, signal }),
    refetchInterval: 2_000,
  });

/** What the stand-in ERP itself holds, newest first. */
export const sandboxOrdersQuery = (origin: string) =>
  queryOptions({
    queryKey: ['sandbox-orders', origin],
    queryFn: ({ signal }) => ask(z.object({ orders: z.array(sandboxOrderSchema) }), '/sandbox/orders', { origin, signal }),
    refetchInterval: 2_000,
  });

type PhoneAct =
  | { readonly act: 'send'; readonly text: string; readonly replyTo?: string }
  | { readonly act: 'edit'; readonly id: string; readonly text: string }
  | { readonly act: 'delete'; readonly id: string }
  | { readonly act: 'react'; readonly id: string; readonly emoji: string };

/** Does on a played phone what its owner would do with a thumb. */
export async function actOnPhone(origin: string, phone: string, { act, ...body }: PhoneAct): Promise<void> {
  await ask(z.unknown(), `/sandbox/phones/${encodeURIComponent(phone)}/${act}`, { origin, method: 'POST', body });
}
