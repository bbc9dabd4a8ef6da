/** How long replies take and where that time goes: the last one beside the talk's median. Shown to whoever asks for it. */

import { useQuery } from '@tanstack/react-query';
import { type SessionWaterfall, waterfall } from '../../client/waterfall';
import { Icon } from '../../components/Icon';
import { preferences } from '../../lib/preferences';
import { count, fill, formatNumber, text } from '../../lib/text';
import { usePreferences } from '../../lib/use-preferences';
import { isActive } from './call-machine';
import { cutWait, listRows, type StageTimes } from './pace';
import { useTalkState } from './use-talk';

const LOOK_AGAIN_MS = 3000;
const words = text.pace;

function inSeconds(ms: number | null | undefined): string {
  return ms == null ? '–' : formatNumber(ms / 1000, 2);
}

interface WaitBarProps {
  readonly name: string;
  readonly times: StageTimes;
  readonly longest: number;
}

function WaitBar({ name, times, longest }: WaitBarProps) {
  return (
    <>
      <span>{name}</span>
      <svg viewBox={`0 0 ${Math.max(1, longest)} 6`} preserveAspectRatio="none" aria-hidden="true">
        {cutWait(times).map(({ kind, from, to }) => (
          <rect key={kind} data-kind={kind} x={from} width={to - from} height="6" />
        ))}
      </svg>
      <span className="number">{inSeconds(times.sounding)}</span>
    </>
  );
}

function PaceTable({ pace }: { readonly pace: SessionWaterfall }) {
  return (
    <details className="figures">
      <summary>{words.asTable}</summary>
      <table className="sky-table">
        <caption>{words.note}</caption>
        <thead>
          <tr>
            <th scope="col">{words.stage}</th>
            <th scope="col">{words.last}</th>
            <th scope="col">{words.usual}</th>
          </tr>
        </thead>
        <tbody>
          {listRows(pace).map(({ stage, last, median }) => (
            <tr key={stage}>
              <th scope="row">{words.stages[stage]}</th>
              <td className="number">{inSeconds(last)}</td>
              <td className="number">{inSeconds(median)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

export function PaceFigures({ pace }: { readonly pace: SessionWaterfall }) {
  const last: StageTimes = pace.last?.stages_ms ?? {};
  const median: StageTimes = pace.median_ms;
  const longest = Math.max(last.sounding ?? 0, median.sounding ?? 0);
  if (pace.turns === 0) return <p className="quiet">{words.none}</p>;
  const values = { last: inSeconds(last.sounding), median: inSeconds(median.sounding) };
  return (
    <>
      <p>
        {fill(words.gist, values)} <span className="quiet">{count(words.replies, pace.turns)}</span>
      </p>
      <div className="pace-bars" aria-hidden="true">
        <WaitBar name={words.last} times={last} longest={longest} />
        <WaitBar name={words.usual} times={median} longest={longest} />
      </div>
      <ul className="pace-legend" aria-hidden="true">
        {(['hearing', 'waiting', 'answering'] as const).map((kind) => (
          <li key={kind} data-kind={kind}>
            {words.kinds[kind]}
          </li>
        ))}
      </ul>
      <PaceTable pace={pace} />
    </>
  );
}

export function PacePanel() {
  const { showPace } = usePreferences();
  const { call, sessionId } = useTalkState();
  const { data } = useQuery({
    queryKey: ['pace', sessionId],
    queryFn: () => waterfall.ofSession(sessionId ?? ''),
    enabled: showPace && sessionId !== null,
    refetchInterval: isActive(call) ? LOOK_AGAIN_MS : false,
  });
  if (!showPace) return null;
  return (
    <section className="pace" aria-label={words.title} data-testid="pace">
      <header>
        <h2>{words.title}</h2>
        <button
          type="button"
          className="plain"
          aria-label={words.close}
          data-testid="pace-close"
          onClick={() => preferences.set({ showPace: false })}
        >
          <Icon name="close" />
        </button>
      </header>
      <PaceFigures pace={data ?? { turns: 0, last: null, median_ms: {} }} />
    </section>
  );
}
