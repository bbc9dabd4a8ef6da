/** Who is here. A first visit becomes a guest without a question; later a lost sign-in asks. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { accounts, type User } from '../client/account';
import { ServiceError } from '../client/http';
import { chooseLanguage } from '../lib/language';
import { preferences, readStored, writeStored } from '../lib/preferences';

export const ACCOUNT_KEY = ['account'] as const;
const VISITED = 'astra.visited';
const LOOK_AGAIN_MS = 4000;

export function noteVisit(): void {
  writeStored(VISITED, '1');
}

/** The person, or null when nobody is signed in. Other failures are thrown. */
async function findAccount(): Promise<User | null> {
  try {
    return await accounts.me();
  } catch (error) {
    if (error instanceof ServiceError && error.status === 401) return null;
    throw error;
  }
}

async function findOrWelcome(): Promise<User | null> {
  const found = await findAccount();
  if (found !== null || readStored(VISITED) !== null) return found;
  const guest = await accounts.signInAsGuest();
  noteVisit();
  return guest;
}

/** Looks again by itself for as long as the service does not answer. */
function useWho(find: () => Promise<User | null>) {
  return useQuery({
    queryKey: ACCOUNT_KEY,
    queryFn: find,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: (query) => (query.state.status === 'error' ? LOOK_AGAIN_MS : false),
  });
}

/** For pages that need somebody. */
export function useAccount() {
  return useWho(findOrWelcome);
}

/** For pages that only want to know: nobody becomes a guest by opening them. */
export function useVisitor() {
  return useWho(findAccount);
}

/** Puts what the service answered about the person in place of what the page had. */
export function useSetAccount(): (user: User) => void {
  const queries = useQueryClient();
  return useCallback((user) => queries.setQueryData(ACCOUNT_KEY, user), [queries]);
}

/** The page speaks the account's language; an account without one takes on what was chosen here. */
export function useAccountLanguage(user: User | null | undefined): void {
  const setAccount = useSetAccount();
  const known = user == null ? undefined : user.language;
  useEffect(() => {
    if (known === undefined) return;
    if (known !== null) {
      chooseLanguage(known);
      return;
    }
    const { language } = preferences.get();
    // what fails here is tried again at the next visit
    if (language !== null) void accounts.change({ language }).then(setAccount, () => undefined);
  }, [known, setAccount]);
}
