/** Every link that the person has given away, and the end of each. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { history, type Share } from '../../client/history';
import { formatDay } from '../../lib/moments';
import { fill, text } from '../../lib/text';
import { nameSession } from './describe-session';
import { HistoryFrame } from './HistoryFrame';

const words = text.history.sharing;

function describeState(share: Share): string {
  if (share.revoked) return words.revoked;
  const expires = new Date(share.expires_at);
  return fill(expires < new Date() ? words.expired : words.until, { day: formatDay(expires) });
}

function ShareRow({ share }: { readonly share: Share }) {
  const queries = useQueryClient();
  const { mutate, isPending, isError } = useMutation({
    mutationFn: () => history.revoke(share.share_id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['shares'] }),
  });
  const works = !share.revoked && new Date(share.expires_at) > new Date();
  const name = nameSession(share);
  return (
    <li className="share" data-works={works} data-testid="share">
      <Link to={`/history/${share.session_id}`} className="result-title">
        {name}
      </Link>
      <span className="row-facts">
        {fill(words.made, { day: formatDay(new Date(share.created_at)) })} · {describeState(share)}
      </span>
      {works ? (
        <button
          type="button"
          className="small grave"
          aria-label={fill(words.revokeIt, { name })}
          disabled={isPending}
          aria-busy={isPending}
          data-testid="share-revoke"
          onClick={() => mutate()}
        >
          {isPending ? words.revoking : words.revoke}
        </button>
      ) : null}
      {isError ? (
        <p className="failure" role="alert">
          {words.revokeFailed}
        </p>
      ) : null}
    </li>
  );
}

export function SharesPage() {
  const { data, isPending, isError, refetch } = useQuery({ queryKey: ['shares'], queryFn: history.shares });
  return (
    <HistoryFrame testId="shares">
      <h2 className="results-title">{words.listTitle}</h2>
      <p className="quiet">{words.listLede}</p>
      {isPending ? <p className="quiet">{text.history.loading}</p> : null}
      {isError ? (
        <p role="alert">
          {words.listFailed}{' '}
          <button type="button" className="small" onClick={() => void refetch()}>
            {text.history.retry}
          </button>
        </p>
      ) : null}
      {data !== undefined && data.items.length === 0 ? (
        <p className="memory-none" data-testid="shares-none">
          {words.none}
        </p>
      ) : null}
      <ul className="shares">
        {(data?.items ?? []).map((share) => (
          <ShareRow key={share.share_id} share={share} />
        ))}
      </ul>
    </HistoryFrame>
  );
}
