import { createContext, useContext } from 'react';
import type { Me } from '../../modules/identity/contract.ts';

export const MeContext = createContext<Me | null>(null);

/** Who is signed in; null outside of the shell. */
export const useMe = (): Me | null => useContext(MeContext);
