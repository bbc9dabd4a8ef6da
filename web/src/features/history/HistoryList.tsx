/** All conversations, most recent first, loaded as one asks for more. */

import { Link } from 'react-router';
import type { SessionInfo } from '../../client/service';
import { formatDay, formatSpan, formatTime } from '../../lib/moments';
import { count, text } from '../../lib/text';
import { useSessions } from './use-sessions';

export function describeSession(session: SessionInfo): string {
  const parts = [count(text.history.messages, session.message_count)];
  if (session.active) parts.push(text.history.active);
  else if (session.duration_s != null) parts.push(formatSpan(session.duration_s));
  return parts.join(' · ');
}

function SessionRow({ session }: { readonly session: SessionInfo }) {
  const at = new Date(session.last_activity);
  return (
    <li>
      <Link to={`/history/${session.session_id}`} className="row" data-testid="history-row">
        <span className="row-when">
          {formatDay(at)} <small>{formatTime(at)}</small>
        </span>
        <span className="row-title">{session.title ?? text.history.untitled}</span>
        <span className="row-facts">{describeSession(session)}</span>
      </Link>
    </li>
  );
}

export function HistoryList() {
  const { sessions, isPending, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useSessions();
  return (
    <div className="page" data-testid="history">
      <h1>{text.history.title}</h1>
      {isPending ? <p className="quiet">{text.history.loading}</p> : null}
      {isError ? (
        <p role="alert">
          {text.history.failed}{' '}
          <button type="button" className="small" onClick={() => void refetch()}>
            {text.history.retry}
          </button>
        </p>
      ) : null}
      {!isPending && !isError && sessions.length === 0 ? <p className="quiet">{text.history.empty}</p> : null}
      <ul className="rows">
        {sessions.map((session) => (
          <SessionRow key={session.session_id} session={session} />
        ))}
      </ul>
      {hasNextPage ? (
        <button
          type="button"
          className="small"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {text.history.more}
        </button>
      ) : null}
    </div>
  );
}
