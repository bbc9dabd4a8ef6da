/** The person's chart: drawn, in words, its periods, the sky of a day, and what it all rests on. */

import { Link } from 'react-router';
import type { Chart, ChartPage as Page } from '../../client/sky';
import { fill, joinList, text } from '../../lib/text';
import { DashaSection } from './DashaSection';
import { Drawing } from './Drawing';
import { Exports } from './Exports';
import { InputsUsed } from './InputsUsed';
import { Pickers, StyleSwitch } from './Pickers';
import { AspectList, PlacementTable } from './Tables';
import { TransitSection } from './TransitSection';
import { type Choice, useChart, useChoice, useDrawing } from './use-chart';

const words = text.chart;

export function listMissing(missing: Page['missing']): string {
  return joinList(missing.map((field) => words.missing[field]));
}

export function EmptyChart({ missing }: { readonly missing: Page['missing'] }) {
  return (
    <div className="page" data-testid="chart-empty">
      <h1>{words.empty.title}</h1>
      <div className="invite">
        <p>{words.empty.body}</p>
        {missing.length === 0 || missing.length > 3 ? null : (
          <p className="quiet">{fill(words.empty.missing, { list: listMissing(missing) })}</p>
        )}
        <p className="invite-ways">
          <Link to="/" className="primary" data-testid="chart-tell">
            {words.empty.talk}
          </Link>
          <Link to="/profile" className="small" data-testid="chart-form">
            {words.empty.form}
          </Link>
        </p>
      </div>
    </div>
  );
}

interface WholeChartProps {
  readonly chart: Chart;
  readonly picked: Choice;
  /** Another chart has been chosen and is on its way; this is still the one before. */
  readonly isBefore: boolean;
}

function WholeChart({ chart, picked, isBefore }: WholeChartProps) {
  const { system } = chart.inputs.given;
  const style = picked.style ?? (system === 'vedic' ? 'north' : 'wheel');
  const drawing = useDrawing(picked.choice, style);
  return (
    <div className="page wide chart-page" data-testid="chart">
      <div className="page-head">
        <h1>{words.title}</h1>
        <Link to="/chart/compare" className="linklike" data-testid="chart-compare">
          {text.comparison.link}
        </Link>
      </div>
      <div className="chart-top">
        <div className="chart-side">
          <StyleSwitch style={style} onPick={(name) => picked.change({ style: name })} />
          <Drawing
            source={drawing.data}
            failed={drawing.isError}
            className="chart-drawing"
            testId={`drawing-${style}`}
          />
          <Exports source={drawing.data} />
        </div>
        <div className="chart-words">
          <Pickers chart={chart} picked={picked} />
          {chart.told === '' ? null : (
            <p className="told" data-testid="told">
              {chart.told}
            </p>
          )}
          {chart.notes.length === 0 ? null : (
            <ul className="notes" aria-label={words.notes} data-testid="chart-notes">
              {chart.notes.map((note) => (
                <li key={`${note.kind}-${note.text}`}>{note.text}</li>
              ))}
            </ul>
          )}
          <AspectList chart={chart} />
        </div>
      </div>
      <div className="chart-rest">
        <section className="whole-row" aria-labelledby="chart-placements">
          <h2 id="chart-placements">{words.placements.title}</h2>
          <PlacementTable chart={chart} />
        </section>
        <TransitSection system={system} />
        <DashaSection chart={chart} picked={picked} isBefore={isBefore} />
        <InputsUsed inputs={chart.inputs} title={words.used.title} isOwn />
      </div>
    </div>
  );
}

export function ChartPage() {
  const picked = useChoice();
  const { data, isPending, isError, isPlaceholderData, refetch } = useChart(picked.choice);
  if (isPending) {
    return (
      <div className="page">
        <h1>{words.title}</h1>
        <p className="quiet">{words.loading}</p>
      </div>
    );
  }
  if (isError) {
    return (
      <div className="page">
        <h1>{words.title}</h1>
        <p role="alert">
          {words.failed}{' '}
          <button type="button" className="small" onClick={() => void refetch()}>
            {words.retry}
          </button>
        </p>
      </div>
    );
  }
  return data.chart == null ? (
    <EmptyChart missing={data.missing} />
  ) : (
    <WholeChart chart={data.chart} picked={picked} isBefore={isPlaceholderData} />
  );
}
