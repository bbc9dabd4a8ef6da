/** Being asked again: off until it is switched on, with quiet hours, and the list of what would be asked about. */

import { type FormEvent, useState } from 'react';
import type { FollowUpItem, FollowUpPage } from '../../client/platforms';
import { formatDay } from '../../lib/moments';
import { fill, text } from '../../lib/text';
import { Section } from '../account/Section';
import { useFollowUps } from './use-platforms';

const words = text.platforms.followUps;
const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

interface ItemRowProps {
  readonly item: FollowUpItem;
  readonly busy: boolean;
  readonly onDecline: () => void;
}

function ItemRow({ item, busy, onDecline }: ItemRowProps) {
  return (
    <li data-testid="follow-up" data-state={item.state}>
      <span className="device-name">{item.quote}</span>
      <small className="quiet device-use">
        {fill(words[item.state], { day: formatDay(new Date(item.at)) })}
      </small>
      {item.state === 'planned' ? (
        <button
          type="button"
          className="linklike"
          disabled={busy}
          aria-label={fill(words.declineLabel, { quote: item.quote })}
          data-testid="follow-up-decline"
          onClick={onDecline}
        >
          {words.decline}
        </button>
      ) : null}
    </li>
  );
}

function ChoiceForm({ page }: { readonly page: FollowUpPage }) {
  const { choose } = useFollowUps();
  const [isOn, setIsOn] = useState(page.choice.is_on);
  const [from, setFrom] = useState(page.choice.quiet_from);
  const [until, setUntil] = useState(page.choice.quiet_until);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    choose.mutate({
      is_on: isOn,
      platform: 'telegram',
      quiet_from: from,
      quiet_until: until,
      zone: OWN_ZONE,
    });
  };
  return (
    <form onSubmit={save}>
      <p>
        <label>
          <input
            type="checkbox"
            checked={isOn}
            data-testid="follow-ups-on"
            onChange={(event) => setIsOn(event.target.checked)}
          />{' '}
          {words.on}
        </label>
      </p>
      <p className="account-line">
        <label>
          {words.quietFrom}{' '}
          <input type="time" required value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          {words.quietUntil}{' '}
          <input type="time" required value={until} onChange={(event) => setUntil(event.target.value)} />
        </label>
        <button type="submit" className="small" disabled={choose.isPending} data-testid="follow-ups-save">
          {choose.isPending ? words.saving : words.save}
        </button>
      </p>
      <p className="saved" role="status" data-testid="follow-ups-saved">
        {choose.isSuccess ? words.saved : ''}
      </p>
      {choose.isError ? (
        <p className="wrong" role="alert">
          {words.failed}
        </p>
      ) : null}
    </form>
  );
}

export function FollowUpsSection() {
  const { page, decline } = useFollowUps();
  const shown = page.data;
  if (shown === undefined || (!shown.is_reachable && !shown.choice.is_on)) return null;
  return (
    <Section title={words.title} testId="account-follow-ups">
      <p className="quiet">{words.body}</p>
      {shown.is_reachable ? null : <p className="quiet">{words.unreachable}</p>}
      <ChoiceForm page={shown} />
      <h3>{words.list}</h3>
      {shown.items.length === 0 ? <p className="quiet">{words.none}</p> : null}
      <ul className="devices">
        {shown.items.map((item) => (
          <ItemRow
            key={item.loop_id}
            item={item}
            busy={decline.isPending}
            onDecline={() => decline.mutate(item.loop_id)}
          />
        ))}
      </ul>
      {decline.isError ? (
        <p className="wrong" role="alert">
          {words.failed}
        </p>
      ) : null}
    </Section>
  );
}
