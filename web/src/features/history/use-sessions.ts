/** The person's sessions, page by page, most recent first. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { type SessionInfo, service } from '../../client/service';

export const SESSIONS_KEY = ['sessions'] as const;

export function useSessions() {
  const query = useInfiniteQuery({
    queryKey: SESSIONS_KEY,
    queryFn: ({ pageParam }) => service.listSessions(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
  const sessions: readonly SessionInfo[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...query, sessions };
}
