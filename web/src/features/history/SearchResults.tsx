/** What a search found: conversations, and in each the moments, with what was looked for marked. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Link } from 'react-router';
import { type Hit, history, type SearchPage } from '../../client/history';
import { ServiceError } from '../../client/http';
import { LoadMore } from '../../components/LoadMore';
import { formatDay, formatTime } from '../../lib/moments';
import { explainRefusal } from '../../lib/refusal';
import { fill, text } from '../../lib/text';
import { usePersonas } from '../session/use-personas';
import { nameSession } from './describe-session';
import { writeMoment } from './history-address';

const words = text.history.search;

function useSearch(q: string) {
  return useInfiniteQuery({
    queryKey: ['search', q],
    queryFn: ({ pageParam }) => history.search(q, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    retry: (failures, error) => !(error instanceof ServiceError && error.status === 422) && failures < 1,
  });
}

function Moment({
  hit,
  sessionId,
  persona,
}: {
  readonly hit: Hit;
  readonly sessionId: string;
  readonly persona: string;
}) {
  const at = new Date(hit.at);
  const when = { day: formatDay(at), time: formatTime(at) };
  return (
    <li>
      <Link to={writeMoment(sessionId, hit.message_id)} className="hit" data-testid="search-hit">
        <span className="hit-who">
          {hit.role === 'user' ? text.captions.you : persona}
          <time dateTime={hit.at}>
            {when.day}, {when.time}
          </time>
        </span>
        <span className="hit-words">
          {hit.snippet.map((part, position) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: a snippet never changes
            part.hit ? <mark key={position}>{part.text}</mark> : <span key={position}>{part.text}</span>,
          )}
        </span>
      </Link>
    </li>
  );
}

/** A session whose hits go on behind a page comes again on the next: shown once, with all of them. */
function gather(pages: readonly SearchPage[]): SearchPage['items'] {
  const bySession = new Map<string, SearchPage['items'][number]>();
  for (const item of pages.flatMap((page) => page.items)) {
    const known = bySession.get(item.session.session_id);
    bySession.set(item.session.session_id, {
      session: item.session,
      hits: [...(known?.hits ?? []), ...item.hits],
    });
  }
  return [...bySession.values()];
}

function describeFailure(error: unknown): string {
  return error instanceof ServiceError && error.status === 422 ? explainRefusal(error) : words.failed;
}

export function SearchResults({ q }: { readonly q: string }) {
  const found = useSearch(q);
  const { nameOf } = usePersonas();
  const { fetchNextPage } = found;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const items = gather(found.data?.pages ?? []);
  return (
    <section aria-labelledby="results-title">
      <h2 id="results-title" className="results-title">
        {fill(words.found, { q })}
      </h2>
      {found.isPending ? <p role="status">{words.looking}</p> : null}
      {found.isError && items.length === 0 ? <p role="alert">{describeFailure(found.error)}</p> : null}
      {found.isSuccess && items.length === 0 ? (
        <p className="memory-none" role="status" data-testid="search-none">
          {words.none}
        </p>
      ) : null}
      <ol className="results" data-testid="search-results">
        {items.map(({ session, hits }) => (
          <li key={session.session_id} className="result">
            <Link to={`/history/${session.session_id}`} className="result-title">
              {nameSession(session)}
            </Link>
            <span className="row-facts">
              {nameOf(session.persona)} · {formatDay(new Date(session.last_activity))}
            </span>
            <ul>
              {hits.map((hit) => (
                <Moment
                  key={hit.message_id}
                  hit={hit}
                  sessionId={session.session_id}
                  persona={nameOf(session.persona)}
                />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <LoadMore
        hasMore={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={more}
        words={{ more: text.history.moreResults, busy: text.history.loadingMore }}
        bySight={!found.isFetchNextPageError}
      />
    </section>
  );
}
