/** A conversation that somebody shared: read-only, for anyone with the link, and kept out of search engines. */

import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { history, type SharedTalk } from '../../client/history';
import { ServiceError } from '../../client/http';
import { Brand } from '../../components/Brand';
import { formatDay, formatTime } from '../../lib/moments';
import { fill, text } from '../../lib/text';
import { nameSession } from '../history/describe-session';
import { CaptionLine } from '../session/CaptionList';
import { usePersonas } from '../session/use-personas';

const words = text.history.shared;

function isGone(error: unknown): boolean {
  return error instanceof ServiceError && [404, 410, 422].includes(error.status);
}

function Unavailable({ gone, onRetry }: { readonly gone: boolean; readonly onRetry: () => void }) {
  return (
    <section className="shared-gone" role="alert" data-testid={gone ? 'shared-gone' : 'shared-failed'}>
      <h1>{gone ? words.goneTitle : words.failedTitle}</h1>
      <p>{gone ? words.gone : words.failed}</p>
      {gone ? null : (
        <button type="button" className="small" onClick={onRetry}>
          {text.history.retry}
        </button>
      )}
    </section>
  );
}

function Words({ talk }: { readonly talk: SharedTalk }) {
  const { nameOf } = usePersonas();
  const persona = nameOf(talk.persona);
  return (
    <>
      <header className="page-head">
        <h1 data-testid="shared-title">{nameSession(talk)}</h1>
        <p className="quiet">{fill(words.lede, { persona, day: formatDay(new Date(talk.at)) })}</p>
        <p className="quiet">{words.note}</p>
      </header>
      <ol className="transcript" data-testid="shared-words">
        {talk.messages.map((message, position) => (
          <CaptionLine
            // biome-ignore lint/suspicious/noArrayIndexKey: a shared conversation never changes
            key={position}
            caption={{
              id: `${position}`,
              role: message.role === 'user' ? 'user' : 'assistant',
              text: message.text,
              final: true,
              at: Date.parse(message.at),
              source: 'voice',
              interrupted: message.interrupted,
            }}
            speaker={persona}
            person={words.someone}
            when={formatTime(new Date(message.at))}
          />
        ))}
      </ol>
    </>
  );
}

export function SharedTalkPage() {
  const { token = '' } = useParams();
  const { data, error, isPending, isError, refetch } = useQuery({
    queryKey: ['shared', token],
    queryFn: () => history.shared(token),
    retry: (failures, caught) => !isGone(caught) && failures < 1,
  });
  return (
    <div className="shared">
      <meta name="robots" content="noindex, nofollow" />
      <meta name="referrer" content="no-referrer" />
      <header className="shared-top">
        <Brand />
        <a href="/" className="linklike">
          {words.home}
        </a>
      </header>
      <main className="page" data-testid="shared">
        {isPending ? <p role="status">{words.loading}</p> : null}
        {isError ? <Unavailable gone={isGone(error)} onRetry={() => void refetch()} /> : null}
        {data === undefined ? null : <Words talk={data} />}
      </main>
    </div>
  );
}
