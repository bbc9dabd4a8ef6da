/** The sky of a chosen day against the chart. */

import { useState } from 'react';
import { ServiceError } from '../../client/http';
import type { Contact, System, Transits } from '../../client/sky';
import { Icon } from '../../components/Icon';
import { explainRefusal } from '../../lib/refusal';
import { fill, text } from '../../lib/text';
import { Drawing } from './Drawing';
import { formatUtcDay, isoDay, moveDay, namePoint } from './sky-words';
import { nameKind } from './Tables';
import { useTransits } from './use-chart';

const words = text.chart.transits;
const SHOWN = 8;

/** When it is exact next, or was last; a retrograde loop may bring it back. */
function describeExact({ applying, previous_exact: previous, next_exact: next }: Contact): string {
  const ahead = next == null ? null : formatUtcDay(next);
  const behind = previous == null ? null : formatUtcDay(previous);
  if (applying || behind === null) return ahead === null ? '' : fill(words.exact, { date: ahead });
  if (ahead === null) return fill(words.wasExact, { date: behind });
  return fill(words.wasAndWillBe, { date: behind, next: ahead });
}

function ContactList({ transits, system }: { readonly transits: Transits; readonly system: System }) {
  const shown = transits.contacts.slice(0, SHOWN);
  if (shown.length === 0) return <p className="quiet">{words.none}</p>;
  return (
    <ul className="sky-list" data-testid="contacts">
      {shown.map((contact) => (
        <li key={`${contact.moving}-${contact.kind}-${contact.natal}`} data-kind={contact.kind}>
          <span>
            {fill(words.line, {
              moving: namePoint(contact.moving, system),
              kind: nameKind(contact.kind),
              natal: namePoint(contact.natal, system),
            })}
          </span>
          <span className="quiet">{describeExact(contact)}</span>
        </li>
      ))}
    </ul>
  );
}

function DayPicker({ date, onPick }: { readonly date: string; readonly onPick: (date: string) => void }) {
  return (
    <div className="day-picker">
      <button
        type="button"
        className="plain"
        aria-label={words.before}
        onClick={() => onPick(moveDay(date, -1))}
      >
        <Icon name="back" />
      </button>
      <label>
        <span className="unseen">{words.date}</span>
        <input
          type="date"
          value={date}
          min="1800-01-02"
          max="2399-12-30"
          data-testid="transit-date"
          onChange={(event) => {
            if (event.target.value !== '') onPick(event.target.value);
          }}
        />
      </label>
      <button
        type="button"
        className="plain turned"
        aria-label={words.after}
        onClick={() => onPick(moveDay(date, 1))}
      >
        <Icon name="back" />
      </button>
      <button type="button" className="small" onClick={() => onPick(isoDay(new Date()))}>
        {words.today}
      </button>
    </div>
  );
}

export function TransitSection({ system }: { readonly system: System }) {
  const [date, setDate] = useState(() => isoDay(new Date()));
  const { found, strip } = useTransits(date);
  const transits = found.data;
  const phase = transits?.moon_phase;
  const failure =
    found.error instanceof ServiceError && found.error.status === 422
      ? explainRefusal(found.error)
      : words.failed;
  return (
    <section aria-labelledby="chart-transits">
      <h2 id="chart-transits">{words.title}</h2>
      <DayPicker date={date} onPick={setDate} />
      {found.isError ? (
        <p role="alert">{failure}</p>
      ) : (
        <Drawing
          source={strip.data}
          failed={strip.isError}
          className="transit-drawing"
          testId="drawing-transits"
        />
      )}
      {transits === undefined || phase === undefined ? null : (
        <>
          <p>
            {fill(words.moon, {
              phase: text.chart.phases[phase.name as keyof typeof text.chart.phases] ?? phase.name,
              percent: Math.round(phase.illuminated * 100),
            })}{' '}
            {transits.retrograde.length === 0
              ? null
              : fill(words.retrograde, {
                  list: transits.retrograde.map((point) => namePoint(point, system)).join(', '),
                })}
          </p>
          <ContactList transits={transits} system={system} />
        </>
      )}
    </section>
  );
}
