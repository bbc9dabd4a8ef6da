/** Telegram on the account page: which chats are linked, and a code that links another. */

import { useEffect, useState } from 'react';
import type { PlatformAccount, TelegramCode } from '../../client/platforms';
import { formatDay } from '../../lib/moments';
import { fill, text } from '../../lib/text';
import { Section } from '../account/Section';
import { usePlatforms } from './use-platforms';

const words = text.platforms.telegram;
const CODE_HOLDS_MS = 10 * 60_000;

interface AccountRowProps {
  readonly account: PlatformAccount;
  readonly busy: boolean;
  readonly onUnlink: () => void;
}

function AccountRow({ account, busy, onUnlink }: AccountRowProps) {
  const day = formatDay(new Date(account.linked_at));
  const marks = [
    account.replies_as === 'voice' ? words.voice : null,
    account.is_blocked ? words.blocked : null,
  ].filter((mark) => mark !== null);
  return (
    <li data-testid="telegram-account">
      <span className="device-name">{account.is_linked ? fill(words.linked, { day }) : words.began}</span>
      <small className="quiet device-use">{marks.join(' · ')}</small>
      {account.is_linked ? (
        <button
          type="button"
          className="linklike"
          disabled={busy}
          aria-label={fill(words.unlinkLabel, { day })}
          data-testid="telegram-unlink"
          onClick={onUnlink}
        >
          {words.unlink}
        </button>
      ) : null}
    </li>
  );
}

interface CodeProps {
  readonly code: TelegramCode;
  readonly bot: string | null;
}

function Code({ code, bot }: CodeProps) {
  return (
    <div role="status">
      <p>{fill(words.code, { bot: bot === null ? words.someBot : `@${bot}` })}</p>
      <p className="account-line">
        <code data-testid="telegram-code">{code.code}</code>
        {code.link === null ? null : (
          <a className="small" href={code.link} target="_blank" rel="noreferrer" data-testid="telegram-open">
            {words.open}
          </a>
        )}
      </p>
    </div>
  );
}

/** A code that waits to be used: until it is, which shows by an account that was not there before, or is too old. */
function useWaiting() {
  const [known, setKnown] = useState<ReadonlySet<string> | null>(null);
  const platforms = usePlatforms(known !== null);
  const linked = platforms.list.data?.items ?? [];
  const wasUsed = known !== null && linked.some((account) => !known.has(account.account_id));
  const { makeCode, lookWhoIsReachable } = platforms;
  useEffect(() => {
    if (!wasUsed) return;
    setKnown(null);
    void lookWhoIsReachable();
  }, [wasUsed, lookWhoIsReachable]);
  useEffect(() => {
    if (known === null) return;
    const timer = setTimeout(() => setKnown(null), CODE_HOLDS_MS);
    return () => clearTimeout(timer);
  }, [known]);
  return {
    ...platforms,
    linked,
    code: known === null || wasUsed ? undefined : makeCode.data,
    wait: () => setKnown(new Set(linked.map((account) => account.account_id))),
    stop: () => setKnown(null),
  };
}

export function TelegramSection() {
  const { list, linked, makeCode, unlink, code, wait, stop } = useWaiting();
  if (list.data === undefined || (!list.data.telegram.is_set_up && linked.length === 0)) return null;
  return (
    <Section title={words.title} testId="account-telegram">
      <p className="quiet">{words.body}</p>
      <ul className="devices">
        {linked.map((account) => (
          <AccountRow
            key={account.account_id}
            account={account}
            busy={unlink.isPending}
            onUnlink={() => {
              stop();
              unlink.mutate(account.account_id);
            }}
          />
        ))}
      </ul>
      {code === undefined ? null : <Code code={code} bot={list.data.telegram.bot} />}
      {list.data.telegram.is_set_up ? (
        <p className="account-line">
          <button
            type="button"
            className="small"
            disabled={makeCode.isPending}
            data-testid="telegram-link"
            onClick={() => makeCode.mutate(undefined, { onSuccess: wait })}
          >
            {makeCode.isPending ? words.making : linked.length > 0 ? words.another : words.link}
          </button>
        </p>
      ) : null}
      <p className="saved" role="status">
        {unlink.isSuccess ? words.unlinked : ''}
      </p>
      {makeCode.isError || unlink.isError ? (
        <p className="wrong" role="alert">
          {words.failed}
        </p>
      ) : null}
    </Section>
  );
}
