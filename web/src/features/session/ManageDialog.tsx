/** All conversations at hand: go on with one, rename it, delete it. */

import { useCallback, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { NO_FILTERS, type SessionInfo } from '../../client/sessions';
import { Dialog } from '../../components/Dialog';
import { LoadMore } from '../../components/LoadMore';
import { formatDay, formatTime } from '../../lib/moments';
import { fill, text } from '../../lib/text';
import { describeSession, nameSession } from '../history/describe-session';
import { RemoveDialog } from '../history/RemoveDialog';
import { TitleField } from '../history/TitleField';
import { useSessions } from '../history/use-sessions';
import { usePersonas } from './use-personas';
import { useTalk, useTalkState } from './use-talk';

const words = text.sessions.list;

function moment(template: string, at: string): string {
  const date = new Date(at);
  return fill(template, { day: formatDay(date), time: formatTime(date) });
}

interface ManagedProps {
  readonly session: SessionInfo;
  readonly isCurrent: boolean;
  readonly persona: string;
  readonly onGoOn: () => void;
  readonly onRemove: () => void;
  readonly onLeave: () => void;
}

function Managed({ session, isCurrent, persona, onGoOn, onRemove, onLeave }: ManagedProps) {
  const [renaming, setRenaming] = useState(false);
  const name = nameSession(session);
  return (
    <li className="managed" aria-current={isCurrent ? 'true' : undefined} data-testid="managed">
      {renaming ? (
        <TitleField session={session} onDone={() => setRenaming(false)} />
      ) : (
        <button
          type="button"
          className="managed-title"
          aria-label={fill(words.goOnWith, { name })}
          data-testid="managed-go-on"
          onClick={onGoOn}
        >
          {name}
        </button>
      )}
      <p className="managed-facts">
        <span className="managed-who">{persona}</span>
        {isCurrent ? <span className="on-now">{words.current}</span> : null}
        <span>{describeSession(session)}</span>
      </p>
      <p className="managed-facts">
        <span>{moment(words.begun, session.created_at)}</span>
        <span>{moment(words.last, session.last_activity)}</span>
      </p>
      <p className="managed-acts">
        <Link to={`/history/${session.session_id}`} className="linklike" onClick={onLeave}>
          {words.read}
        </Link>
        <button
          type="button"
          className="linklike"
          aria-label={fill(words.renameIt, { name })}
          data-testid="managed-rename"
          onClick={() => setRenaming(true)}
        >
          {words.rename}
        </button>
        <button
          type="button"
          className="linklike grave"
          aria-label={fill(words.removeIt, { name })}
          data-testid="managed-remove"
          onClick={onRemove}
        >
          {words.remove}
        </button>
      </p>
    </li>
  );
}

export function ManageDialog({ onClose }: { readonly onClose: () => void }) {
  const talk = useTalk();
  const navigate = useNavigate();
  const { sessionId } = useTalkState();
  const { nameOf } = usePersonas();
  const list = useSessions(NO_FILTERS);
  const [removing, setRemoving] = useState<SessionInfo | null>(null);
  const { fetchNextPage } = list;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);

  const goOn = (session: SessionInfo): void => {
    void navigate('/');
    onClose();
    void talk.goOnWith(session.session_id);
  };
  return (
    <Dialog title={words.title} onClose={onClose} testId="manage-dialog" wide>
      <p className="quiet">{words.lede}</p>
      {list.isPending ? <p role="status">{words.loading}</p> : null}
      {list.isError ? (
        <p role="alert">
          {words.failed}{' '}
          <button type="button" className="small" onClick={() => void list.refetch()}>
            {words.retry}
          </button>
        </p>
      ) : null}
      {list.isSuccess && list.sessions.length === 0 ? <p className="memory-none">{words.empty}</p> : null}
      <ul className="managed-list">
        {list.sessions.map((session) => (
          <Managed
            key={session.session_id}
            session={session}
            isCurrent={session.session_id === sessionId}
            persona={nameOf(session.persona)}
            onGoOn={() => goOn(session)}
            onRemove={() => setRemoving(session)}
            onLeave={onClose}
          />
        ))}
      </ul>
      <LoadMore
        hasMore={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={more}
        words={{ more: text.history.more, busy: text.history.loadingMore }}
        bySight={!list.isFetchNextPageError}
      />
      {removing === null ? null : <RemoveDialog session={removing} onClose={() => setRemoving(null)} />}
    </Dialog>
  );
}
