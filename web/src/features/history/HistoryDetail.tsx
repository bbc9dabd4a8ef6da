/** One conversation, word for word. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { ServiceError } from '../../client/http';
import { service } from '../../client/service';
import { Icon } from '../../components/Icon';
import { formatDay, formatTime } from '../../lib/moments';
import { text } from '../../lib/text';
import { CaptionLine } from '../session/CaptionList';
import { toCaption } from '../session/past-messages';
import { useTalk } from '../session/use-talk';
import { describeSession } from './HistoryList';

function useHistory(sessionId: string) {
  return useInfiniteQuery({
    queryKey: ['history', sessionId],
    queryFn: ({ pageParam }) => service.readHistory(sessionId, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    retry: (failures, error) => !(error instanceof ServiceError && error.status === 404) && failures < 1,
  });
}

/** Scrolls to the message that the address names (`#m-…`), reading on until it is there. */
function useMoment(ids: readonly string[], hasMore: boolean, readOn: () => void): string | null {
  const { hash } = useLocation();
  const wanted = hash.startsWith('#m-') ? hash.slice(3) : null;
  const found = wanted !== null && ids.includes(wanted);
  const missing = wanted !== null && !found && ids.length > 0 && hasMore;
  const count = ids.length;
  useEffect(() => {
    if (found) document.getElementById(`m-${wanted}`)?.scrollIntoView({ block: 'center' });
  }, [found, wanted]);
  useEffect(() => {
    if (missing && count > 0) readOn();
  }, [missing, count, readOn]);
  return wanted;
}

export function HistoryDetail() {
  const { sessionId = '' } = useParams();
  const navigate = useNavigate();
  const talk = useTalk();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useHistory(sessionId);
  const session = data?.pages[0]?.session;
  const messages = data?.pages.flatMap((page) => page.messages) ?? [];

  const readOn = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const moment = useMoment(
    messages.map((message) => message.id),
    hasNextPage,
    readOn,
  );

  const goOn = (): void => {
    void navigate('/');
    void talk.goOnWith(sessionId);
  };

  return (
    <div className="page" data-testid="history-detail">
      <Link to="/history" className="back">
        <Icon name="back" />
        {text.history.back}
      </Link>
      {isPending ? <p className="quiet">{text.history.loading}</p> : null}
      {error === null ? null : (
        <p role="alert">
          {error instanceof ServiceError && error.status === 404 ? text.history.unknown : text.history.failed}
        </p>
      )}
      {session === undefined ? null : (
        <header className="page-head">
          <h1>{session.title ?? text.history.untitled}</h1>
          <p className="quiet">
            {formatDay(new Date(session.created_at))}, {formatTime(new Date(session.created_at))} ·{' '}
            {describeSession(session)}
          </p>
          <button type="button" className="small" data-testid="go-on" onClick={goOn}>
            {text.history.goOn}
          </button>
        </header>
      )}
      {session !== undefined && messages.length === 0 ? (
        <p className="quiet">{text.history.noMessages}</p>
      ) : null}
      <ol className="transcript" data-testid="transcript">
        {messages.map((message) => (
          <CaptionLine
            key={message.id}
            caption={toCaption(message)}
            when={formatTime(new Date(message.at))}
            marked={message.id === moment}
          />
        ))}
      </ol>
      {hasNextPage ? (
        <button
          type="button"
          className="small"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {text.history.moreMessages}
        </button>
      ) : null}
    </div>
  );
}
