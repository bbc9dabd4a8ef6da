/** Who is here. A first visit becomes a guest without a question; later a lost sign-in asks. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ServiceError } from '../client/http';
import { service, type User } from '../client/service';
import { readStored, writeStored } from '../lib/preferences';

export const ACCOUNT_KEY = ['account'] as const;
const VISITED = 'astra.visited';

/** The person, or null when they have to sign in. Other failures are thrown. */
async function findAccount(): Promise<User | null> {
  try {
    return await service.me();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status !== 401) throw error;
    if (readStored(VISITED) !== null) return null;
    return await signIn();
  }
}

async function signIn(): Promise<User> {
  const user = await service.signInAsGuest();
  writeStored(VISITED, '1');
  return user;
}

export function useAccount() {
  const client = useQueryClient();
  const account = useQuery({
    queryKey: ACCOUNT_KEY,
    queryFn: findAccount,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const guest = useMutation({
    mutationFn: signIn,
    onSuccess: (user) => client.setQueryData(ACCOUNT_KEY, user),
  });
  return { account, guest };
}
