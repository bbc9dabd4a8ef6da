/** Telegram on the account page: which chats are linked, and a code that links another. */

import { useState } from 'react';
import type { PlatformAccount, TelegramCode } from '../../client/platforms';
import { formatDay } from '../../lib/moments';
import { fill, text } from '../../lib/text';
import { Section } from '../account/Section';
import { usePlatforms } from './use-platforms';

const words = text.platforms.telegram;

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

export function TelegramSection() {
  const [waitingSince, setWaitingSince] = useState<number | null>(null);
  const { list, makeCode, unlink } = usePlatforms(waitingSince !== null);
  const linked = list.data?.items ?? [];
  const wasUsed = waitingSince !== null && linked.length > waitingSince;
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
              setWaitingSince(null);
              unlink.mutate(account.account_id);
            }}
          />
        ))}
      </ul>
      {makeCode.data !== undefined && waitingSince !== null && !wasUsed ? (
        <Code code={makeCode.data} bot={list.data.telegram.bot} />
      ) : null}
      {list.data.telegram.is_set_up ? (
        <p className="account-line">
          <button
            type="button"
            className="small"
            disabled={makeCode.isPending}
            data-testid="telegram-link"
            onClick={() => makeCode.mutate(undefined, { onSuccess: () => setWaitingSince(linked.length) })}
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
