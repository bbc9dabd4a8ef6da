/** How one talked lately: time, messages, companions, topics. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Analytics, history } from '../../client/history';
import { formatSpan } from '../../lib/moments';
import { fill, formatNumber, text } from '../../lib/text';
import { usePersonas } from '../session/use-personas';
import { BarChart } from './BarChart';
import { HistoryFrame } from './HistoryFrame';
import { toMinutes } from './insights';
import { ShareTable } from './ShareTable';

const words = text.history.insights;
const RANGES = [7, 30, 90] as const;
type Range = (typeof RANGES)[number];

function Totals({ totals }: { readonly totals: Analytics['totals'] }) {
  const shown = [
    { name: words.time, value: formatSpan(totals.seconds) },
    { name: words.sessions, value: formatNumber(totals.sessions) },
    { name: words.messages, value: formatNumber(totals.messages) },
  ];
  return (
    <dl className="totals" data-testid="totals">
      {shown.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Figures({ figures }: { readonly figures: Analytics }) {
  const { nameOf } = usePersonas();
  return (
    <>
      <Totals totals={figures.totals} />
      <BarChart
        title={words.timeDay}
        unit={words.minutes}
        values={figures.days.map(({ date, seconds }) => ({ day: date, value: toMinutes(seconds) }))}
      />
      <BarChart
        title={words.messagesDay}
        unit={words.messages}
        values={figures.days.map(({ date, messages }) => ({ day: date, value: messages }))}
      />
      <div className="share-tables">
        <ShareTable
          title={words.personas}
          what={words.persona}
          unit={words.conversations}
          rows={figures.personas.map(({ persona, sessions }) => ({
            key: persona,
            name: <Link to={`/history?persona=${encodeURIComponent(persona)}`}>{nameOf(persona)}</Link>,
            n: sessions,
          }))}
          none={words.none}
        />
        <ShareTable
          title={words.topics}
          what={words.topic}
          unit={words.conversations}
          rows={figures.topics.map(({ topic, sessions }) => ({
            key: topic,
            name: <Link to={`/history?topic=${encodeURIComponent(topic)}`}>{topic}</Link>,
            n: sessions,
          }))}
          none={words.noTopics}
        />
      </div>
    </>
  );
}

export function InsightsPage() {
  const [range, setRange] = useState<Range>(30);
  const { data, isPending, isError, refetch } = useQuery({
    queryKey: ['analytics', range],
    queryFn: () => history.analytics(range),
    placeholderData: keepPreviousData,
  });
  return (
    <HistoryFrame testId="insights">
      <div className="insights-head">
        <p className="quiet">{fill(words.lede, { n: range })}</p>
        <fieldset className="segments" aria-label={words.range}>
          {RANGES.map((days) => (
            <button
              key={days}
              type="button"
              aria-pressed={days === range}
              data-testid={`range-${days}`}
              onClick={() => setRange(days)}
            >
              {words.ranges[days]}
            </button>
          ))}
        </fieldset>
      </div>
      {isPending ? <p className="quiet">{text.history.loading}</p> : null}
      {isError ? (
        <p role="alert">
          {words.failed}{' '}
          <button type="button" className="small" onClick={() => void refetch()}>
            {text.history.retry}
          </button>
        </p>
      ) : null}
      {data === undefined ? null : data.totals.messages === 0 ? (
        <p className="memory-none" data-testid="insights-none">
          {words.none}
        </p>
      ) : (
        <Figures figures={data} />
      )}
    </HistoryFrame>
  );
}
