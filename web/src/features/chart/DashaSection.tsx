/** The periods of a life: drawn, and as a table for those who read it so. */

import type { Chart, Period } from '../../client/sky';
import { fill, formatNumber, text } from '../../lib/text';
import { Drawing } from './Drawing';
import { formatUtcMonth, namePoint } from './sky-words';
import { type Choice, useDrawing } from './use-chart';

const words = text.chart.dasha;

function PeriodRows({ periods }: { readonly periods: readonly Period[] }) {
  return periods.map((period) => (
    <tr key={period.start} data-running={period.running}>
      <th scope="row">
        {namePoint(period.lord, 'vedic')}
        {period.running ? <em> {words.now}</em> : null}
      </th>
      <td>{formatUtcMonth(period.start)}</td>
      <td>{formatUtcMonth(period.end)}</td>
    </tr>
  ));
}

function PeriodTable({
  caption,
  periods,
}: {
  readonly caption: string;
  readonly periods: readonly Period[];
}) {
  return (
    <table className="sky-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.lord}</th>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.to}</th>
        </tr>
      </thead>
      <tbody>
        <PeriodRows periods={periods} />
      </tbody>
    </table>
  );
}

export interface DashaSectionProps {
  readonly chart: Chart;
  readonly picked: Choice;
  /** The chart is still the one before the choice: its periods are shown, no others are asked for. */
  readonly isBefore: boolean;
}

export function DashaSection({ chart, picked, isBefore }: DashaSectionProps) {
  const { dasha } = chart;
  const drawing = useDrawing(picked.choice, 'dasha', dasha != null && !isBefore);
  if (dasha == null) return null;
  const running = dasha.periods.find((period) => period.running);
  return (
    <section aria-labelledby="chart-dasha">
      <h2 id="chart-dasha">{words.title}</h2>
      <p className="quiet">
        {fill(words.intro, { years: formatNumber(dasha.balance_years, 1) })}
        {dasha.margin_days >= 1 ? ` ${fill(words.margin, { days: Math.round(dasha.margin_days) })}` : null}
      </p>
      <Drawing
        source={drawing.data}
        failed={drawing.isError}
        className="dasha-drawing"
        testId="drawing-dasha"
      />
      <details>
        <summary>{words.table}</summary>
        <PeriodTable caption={words.title} periods={dasha.periods} />
        {running === undefined ? null : (
          <PeriodTable
            caption={fill(words.parts, { lord: namePoint(running.lord, 'vedic') })}
            periods={running.parts}
          />
        )}
      </details>
    </section>
  );
}
