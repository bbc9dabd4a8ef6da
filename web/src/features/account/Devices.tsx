/** Every place where one is signed in, and ending any of them, or all. */

import { useState } from 'react';
import type { SignIn } from '../../client/account';
import { Dialog } from '../../components/Dialog';
import { formatDay, formatTime } from '../../lib/moments';
import { fill, text } from '../../lib/text';
import { Section } from './Section';
import { useLeaving, useSignIns } from './use-account-changes';

const words = text.account.devices;

function describeUse(signIn: SignIn): string {
  const used = new Date(signIn.last_used_at);
  const since = fill(words.since, { day: formatDay(new Date(signIn.created_at)) });
  return `${fill(words.used, { day: formatDay(used), time: formatTime(used) })} · ${since}`;
}

interface DeviceRowProps {
  readonly signIn: SignIn;
  readonly busy: boolean;
  readonly onRevoke: () => void;
}

function DeviceRow({ signIn, busy, onRevoke }: DeviceRowProps) {
  const device = signIn.device ?? words.unknown;
  return (
    <li data-testid="device" data-current={signIn.current}>
      <span className="device-name">
        {device} {signIn.current ? <em>{words.here}</em> : null}
      </span>
      <small className="quiet device-use">{describeUse(signIn)}</small>
      {signIn.current ? null : (
        <button
          type="button"
          className="linklike"
          disabled={busy}
          aria-label={fill(words.revokeLabel, { device })}
          data-testid="device-revoke"
          onClick={onRevoke}
        >
          {words.revoke}
        </button>
      )}
    </li>
  );
}

function EverywhereDialog({ onClose }: { readonly onClose: () => void }) {
  const { signOutEverywhere } = useLeaving();
  const leaving = text.account.signOut;
  return (
    <Dialog title={leaving.everywhereTitle} testId="everywhere-dialog" onClose={onClose}>
      <p>{leaving.everywhereBody}</p>
      {signOutEverywhere.isError ? (
        <p className="wrong" role="alert">
          {leaving.failed}
        </p>
      ) : null}
      <div className="ask-options">
        <button
          type="button"
          className="choice grave"
          disabled={signOutEverywhere.isPending}
          data-testid="everywhere-confirm"
          onClick={() => signOutEverywhere.mutate()}
        >
          {signOutEverywhere.isPending ? leaving.busy : words.everywhere}
        </button>
        <button type="button" className="choice" onClick={onClose}>
          {leaving.cancel}
        </button>
      </div>
    </Dialog>
  );
}

export function Devices() {
  const { list, revoke } = useSignIns();
  const [asking, setAsking] = useState(false);
  const [gone, setGone] = useState<string | null>(null);
  const end = (signIn: SignIn): void => {
    setGone(null);
    revoke.mutate(signIn.id, { onSuccess: () => setGone(signIn.device ?? words.unknown) });
  };
  return (
    <Section title={words.title} testId="account-devices">
      {list.isPending ? <p className="quiet">{text.account.loading}</p> : null}
      {list.isError ? (
        <p role="alert">
          {words.failed}{' '}
          <button type="button" className="small" onClick={() => void list.refetch()}>
            {text.account.retry}
          </button>
        </p>
      ) : null}
      <ul className="devices">
        {list.data?.items.map((signIn) => (
          <DeviceRow key={signIn.id} signIn={signIn} busy={revoke.isPending} onRevoke={() => end(signIn)} />
        ))}
      </ul>
      <p className="saved" role="status" data-testid="device-gone">
        {gone === null ? '' : fill(words.revoked, { device: gone })}
      </p>
      {revoke.isError ? (
        <p className="wrong" role="alert">
          {words.revokeFailed}
        </p>
      ) : null}
      <p className="account-line">
        <button type="button" className="small" data-testid="everywhere" onClick={() => setAsking(true)}>
          {words.everywhere}
        </button>
        <small className="quiet">{words.everywhereHint}</small>
      </p>
      {asking ? <EverywhereDialog onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}
