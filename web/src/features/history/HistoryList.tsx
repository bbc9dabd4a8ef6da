/** All conversations: searched, filtered, most recent first, loaded as one goes down. */

import { type ReactNode, useCallback, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { SessionFilters, SessionInfo } from '../../client/sessions';
import { LoadMore } from '../../components/LoadMore';
import { formatDay, formatTime } from '../../lib/moments';
import { text } from '../../lib/text';
import { usePersonas } from '../session/use-personas';
import { DataDialog } from './DataDialog';
import { describeSession, namePlatform, nameSession } from './describe-session';
import { Filters } from './Filters';
import { HistoryFrame } from './HistoryFrame';
import { readFilters, writeAddress } from './history-address';
import { SearchBox } from './SearchBox';
import { SearchResults } from './SearchResults';
import { TitleField } from './TitleField';
import { useSessions } from './use-sessions';

const words = text.history;

function SessionRow({ session, persona }: { readonly session: SessionInfo; readonly persona: string }) {
  const [renaming, setRenaming] = useState(false);
  const at = new Date(session.last_activity);
  const facts = [persona, ...(session.platform === 'telegram' ? [namePlatform(session.platform)] : [])];
  if (renaming) {
    return (
      <li className="row-edit">
        <TitleField session={session} onDone={() => setRenaming(false)} />
      </li>
    );
  }
  return (
    <li className="row-line">
      <Link to={`/history/${session.session_id}`} className="row" data-testid="history-row">
        <span className="row-when">
          {formatDay(at)} <small>{formatTime(at)}</small>
        </span>
        <span className="row-title">{nameSession(session)}</span>
        <span className="row-facts">{[...facts, describeSession(session)].join(' · ')}</span>
      </Link>
      <button
        type="button"
        className="linklike row-rename"
        aria-label={`${words.rename}: ${nameSession(session)}`}
        data-testid="row-rename"
        onClick={() => setRenaming(true)}
      >
        {words.rename}
      </button>
    </li>
  );
}

function Conversations({
  filters,
  children,
}: {
  readonly filters: SessionFilters;
  readonly children: ReactNode;
}) {
  const list = useSessions(filters);
  const { nameOf } = usePersonas();
  const { fetchNextPage } = list;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const isFiltered = Object.values(filters).some((value) => value !== '');
  const isEmpty = list.isSuccess && list.sessions.length === 0;
  return (
    <>
      {children}
      {list.isPending ? <p className="quiet">{words.loading}</p> : null}
      {list.isError && list.sessions.length === 0 ? (
        <p role="alert">
          {words.failed}{' '}
          <button type="button" className="small" onClick={() => void list.refetch()}>
            {words.retry}
          </button>
        </p>
      ) : null}
      {isEmpty ? (
        <p className="memory-none" data-testid="history-empty">
          {isFiltered ? words.nothingFits : words.empty}
        </p>
      ) : null}
      <ul className="rows" aria-busy={list.isPlaceholderData}>
        {list.sessions.map((session) => (
          <SessionRow key={session.session_id} session={session} persona={nameOf(session.persona)} />
        ))}
      </ul>
      <LoadMore
        hasMore={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={more}
        words={{ more: words.more, busy: words.loadingMore }}
        bySight={!list.isFetchNextPageError}
      />
    </>
  );
}

export function HistoryList() {
  const [params, setParams] = useSearchParams();
  const [dataOpen, setDataOpen] = useState(false);
  const q = params.get('q') ?? '';
  const filters = readFilters(params);
  return (
    <HistoryFrame testId="history">
      <SearchBox key={q} q={q} onSearch={(wanted) => setParams(writeAddress(wanted, filters))} />
      {q === '' ? (
        <Conversations filters={filters}>
          <div className="history-tools">
            <Filters
              filters={filters}
              onChange={(wanted) => setParams(writeAddress('', wanted), { replace: true })}
            />
            <button
              type="button"
              className="linklike"
              data-testid="history-data"
              onClick={() => setDataOpen(true)}
            >
              {words.data.open}
            </button>
          </div>
        </Conversations>
      ) : (
        <SearchResults q={q} />
      )}
      {dataOpen ? <DataDialog onClose={() => setDataOpen(false)} /> : null}
    </HistoryFrame>
  );
}
