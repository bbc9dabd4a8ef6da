/** One conversation's words, page by page in both directions, from its beginning or around one message. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { ServiceError } from '../../client/http';
import { type Place, sessions } from '../../client/sessions';

/** The message that the address names: `?at=…`, or `#m-…` as older links have it. */
export function useMomentInAddress(): string | null {
  const [params] = useSearchParams();
  const { hash } = useLocation();
  return params.get('at') ?? (hash.startsWith('#m-') ? hash.slice(3) : null);
}

export function isUnknown(error: unknown): boolean {
  return error instanceof ServiceError && (error.status === 404 || error.status === 422);
}

export function useTranscript(sessionId: string, moment: string | null) {
  const query = useInfiniteQuery({
    queryKey: ['history', sessionId, moment],
    queryFn: ({ pageParam }) => sessions.read(sessionId, pageParam),
    initialPageParam: (moment === null ? {} : { around: moment }) as Place,
    getNextPageParam: (page): Place | null =>
      page.next_cursor === null ? null : { cursor: page.next_cursor },
    getPreviousPageParam: (page): Place | null =>
      page.previous_cursor == null ? null : { cursor: page.previous_cursor },
    retry: (failures, error) => !isUnknown(error) && failures < 1,
  });
  const messages = query.data?.pages.flatMap((page) => page.messages) ?? [];
  return { ...query, session: query.data?.pages[0]?.session, messages };
}

/** Brings a message into sight once it is there. */
export function useScrollTo(messageId: string | null, isThere: boolean): void {
  useEffect(() => {
    if (isThere) document.getElementById(`m-${messageId}`)?.scrollIntoView({ block: 'center' });
  }, [messageId, isThere]);
}
