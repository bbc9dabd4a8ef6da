/** The person's sessions, page by page, active ones first, then the most recent; and what can be done with them. */

import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { NO_FILTERS, type SessionFilters, type SessionInfo, sessions } from '../../client/sessions';
import { useTalk } from '../session/use-talk';

export const SESSIONS_KEY = ['sessions'] as const;

export function useSessions(filters: SessionFilters = NO_FILTERS) {
  const query = useInfiniteQuery({
    queryKey: [...SESSIONS_KEY, filters],
    queryFn: ({ pageParam }) => sessions.list(filters, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
  const found: readonly SessionInfo[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...query, sessions: found };
}

/** A new name; an empty one takes the person's own name back. */
export function useRename(sessionId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => sessions.rename(sessionId, name === '' ? null : name),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: SESSIONS_KEY }),
        queries.invalidateQueries({ queryKey: ['history', sessionId] }),
        queries.invalidateQueries({ queryKey: ['search'] }),
      ]);
    },
  });
}

/** Deletes a conversation; where it is the one on screen, the talk ends. */
export function useRemove() {
  const queries = useQueryClient();
  const talk = useTalk();
  return useMutation({
    mutationFn: async (sessionId: string) => {
      await talk.drop(sessionId);
      await sessions.clear(sessionId);
    },
    onSuccess: async (_answer, sessionId) => {
      queries.removeQueries({ queryKey: ['history', sessionId] });
      await forgetWhatWasRead(queries);
    },
  });
}

/** After words have gone, everything that was made of them is asked for anew. */
export async function forgetWhatWasRead(queries: ReturnType<typeof useQueryClient>): Promise<void> {
  const stale = [SESSIONS_KEY, ['search'], ['analytics'], ['shares'], ['memory']];
  await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
}
