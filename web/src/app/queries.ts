/** What the page knows of the service, and what it does when the service says that it knows nobody here. */

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ServiceError } from '../client/http';
import { ACCOUNT_KEY } from './use-account';

/** Wherever a 401 comes up, the gate leads to the sign-in page; a form whose own answer it is says so itself. */
function noteSignOut(error: unknown, meta: Record<string, unknown> | undefined): void {
  if (error instanceof ServiceError && error.status === 401 && meta?.saidHere !== true) forgetPerson();
}

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => noteSignOut(error, query.meta) }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => noteSignOut(error, mutation.meta),
  }),
  defaultOptions: { queries: { retry: shouldRetry, retryDelay: 600, staleTime: 5000 } },
});

/** Asking again helps where nobody answered or something broke, not against a clear no. */
function shouldRetry(failures: number, error: unknown): boolean {
  const isRefusal = error instanceof ServiceError && error.status >= 400 && error.status < 500;
  return !isRefusal && failures < 1;
}

export function forgetPerson(): void {
  queries.setQueryData(ACCOUNT_KEY, null);
}
