import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Broken, Refused, SignedOut, Unreachable } from './refused.ts';
import { keys } from './stale-keys.ts';

/** Why a sign-in did not work. */
export type SignInFault = 'wrong' | 'too_many' | 'unreachable' | 'broken';

/** Signs in with a password; null when it worked, else why it did not. */
export async function signIn(email: string, password: string): Promise<SignInFault | null> {
  const response = await post('/api/auth/sign-in/email', { email, password });
  if (response === null) return 'unreachable';
  if (response.ok) return null;
  if (response.status === 429) return 'too_many';
  if (response.status >= 500) return response.status === 503 ? 'unreachable' : 'broken';
  return 'wrong';
}

/** Signs out and forgets everything that was read. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await post('/api/auth/sign-out', {});
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.demo[0] });
  }, [client]);
}

async function post(path: string, body: unknown): Promise<Response | null> {
  try {
    return await fetch(path, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  } catch {
    return null;
  }
}

/** Whether asking again may help: only when the network or the server was away. */
export const worthRetrying = (count: number, error: unknown): boolean => {
  if (error instanceof SignedOut || error instanceof Refused) return false;
  if (error instanceof Broken) return count < 1;
  return error instanceof Unreachable ? count < 6 : count < 2;
};
