/** One conversation, word for word, and what can be done with it. */

import { useCallback, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { SessionInfo } from '../../client/sessions';
import { Icon } from '../../components/Icon';
import { LoadMore } from '../../components/LoadMore';
import { formatDay, formatTime } from '../../lib/moments';
import { text } from '../../lib/text';
import { CaptionLine } from '../session/CaptionList';
import { toCaption } from '../session/past-messages';
import { usePersonas } from '../session/use-personas';
import { useTalk } from '../session/use-talk';
import { describeSession, nameSession } from './describe-session';
import { ExportDialog } from './ExportDialog';
import { RemoveDialog } from './RemoveDialog';
import { ShareDialog } from './ShareDialog';
import { TitleField } from './TitleField';
import { isUnknown, useMomentInAddress, useScrollTo, useTranscript } from './use-transcript';

const words = text.history;
type Asked = 'share' | 'export' | 'remove';

interface HeadProps {
  readonly session: SessionInfo;
  readonly persona: string;
  readonly onAsk: (asked: Asked) => void;
}

function Head({ session, persona, onAsk }: HeadProps) {
  const navigate = useNavigate();
  const talk = useTalk();
  const [renaming, setRenaming] = useState(false);
  const begun = new Date(session.created_at);
  const goOn = (): void => {
    void navigate('/');
    void talk.goOnWith(session.session_id);
  };
  return (
    <header className="page-head">
      {renaming ? (
        <TitleField session={session} onDone={() => setRenaming(false)} />
      ) : (
        <h1 data-testid="detail-title">{nameSession(session)}</h1>
      )}
      <p className="quiet">
        {persona} · {formatDay(begun)}, {formatTime(begun)} · {describeSession(session)}
      </p>
      {(session.topics ?? []).length === 0 ? null : (
        <ul className="topics" aria-label={words.filters.topic}>
          {session.topics?.map((topic) => (
            <li key={topic}>
              <Link to={`/history?topic=${encodeURIComponent(topic)}`}>{topic}</Link>
            </li>
          ))}
        </ul>
      )}
      <div className="detail-acts">
        <button type="button" className="small" data-testid="go-on" onClick={goOn}>
          {words.goOn}
        </button>
        <button
          type="button"
          className="linklike"
          data-testid="detail-rename"
          onClick={() => setRenaming(true)}
        >
          {words.rename}
        </button>
        {(['share', 'export', 'remove'] as const).map((asked) => (
          <button
            key={asked}
            type="button"
            className={asked === 'remove' ? 'linklike grave' : 'linklike'}
            data-testid={`detail-${asked}`}
            onClick={() => onAsk(asked)}
          >
            {words[asked]}
          </button>
        ))}
      </div>
    </header>
  );
}

function Dialogs({
  session,
  asked,
  onClose,
}: {
  readonly session: SessionInfo;
  readonly asked: Asked | null;
  readonly onClose: () => void;
}) {
  const navigate = useNavigate();
  if (asked === 'share') return <ShareDialog session={session} onClose={onClose} />;
  if (asked === 'export') return <ExportDialog sessionId={session.session_id} onClose={onClose} />;
  if (asked === null) return null;
  return (
    <RemoveDialog
      session={session}
      onClose={onClose}
      onRemoved={() => void navigate('/history', { replace: true })}
    />
  );
}

export function HistoryDetail() {
  const { sessionId = '' } = useParams();
  const moment = useMomentInAddress();
  const found = useTranscript(sessionId, moment);
  const { session, messages, fetchNextPage, fetchPreviousPage } = found;
  const { nameOf } = usePersonas();
  const [asked, setAsked] = useState<Asked | null>(null);
  const isThere = moment !== null && messages.some((message) => message.id === moment);
  useScrollTo(moment, isThere);
  const later = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const persona = session === undefined ? '' : nameOf(session.persona);

  return (
    <div className="page" data-testid="history-detail">
      <Link to="/history" className="back">
        <Icon name="back" />
        {words.back}
      </Link>
      {found.isPending ? <p className="quiet">{words.loading}</p> : null}
      {found.isError && session === undefined ? (
        <p role="alert" data-testid="detail-failed">
          {isUnknown(found.error) ? words.unknown : words.failed}
        </p>
      ) : null}
      {session === undefined ? null : <Head session={session} persona={persona} onAsk={setAsked} />}
      {session !== undefined && messages.length === 0 ? <p className="quiet">{words.noMessages}</p> : null}
      {found.hasPreviousPage ? (
        <p className="earlier">
          <button
            type="button"
            className="small"
            aria-busy={found.isFetchingPreviousPage}
            data-testid="show-earlier"
            onClick={() => void fetchPreviousPage()}
          >
            {words.more}
          </button>
          <Link to={`/history/${sessionId}`} replace className="linklike">
            {words.fromStart}
          </Link>
        </p>
      ) : null}
      <ol className="transcript" data-testid="transcript">
        {messages.map((message) => (
          <CaptionLine
            key={message.id}
            caption={toCaption(message)}
            speaker={persona}
            when={formatTime(new Date(message.at))}
            marked={message.id === moment}
          />
        ))}
      </ol>
      <LoadMore
        hasMore={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={later}
        words={{ more: words.moreMessages, busy: words.loadingMore }}
        bySight={!found.isFetchNextPageError}
      />
      {session === undefined ? null : (
        <Dialogs session={session} asked={asked} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}
