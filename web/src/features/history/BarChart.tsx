/** Bars over days: a drawing that says its gist to a screen reader, and the same figures as a table below. */

import { formatDate } from '../../lib/moments';
import { fill, formatNumber, text } from '../../lib/text';
import { type Bar, drawBars, parseDay } from './insights';

const WIDTH = 640;
const HEIGHT = 120;
const words = text.history.insights;

function nameDay(day: string): string {
  return formatDate(parseDay(day), { day: 'numeric', month: 'long' });
}

function formatValue(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 1);
}

function Table({ values, unit }: { readonly values: readonly Bar[]; readonly unit: string }) {
  return (
    <details className="figures">
      <summary>{words.asTable}</summary>
      <div className="table-frame">
        <table className="sky-table">
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col">{unit}</th>
            </tr>
          </thead>
          <tbody>
            {values.toReversed().map((bar) => (
              <tr key={bar.day}>
                <th scope="row">{nameDay(bar.day)}</th>
                <td className="number">{formatValue(bar.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

export interface BarChartProps {
  readonly title: string;
  readonly unit: string;
  readonly values: readonly Bar[];
}

export function BarChart({ title, unit, values }: BarChartProps) {
  const { bars, peak } = drawBars(values, WIDTH, HEIGHT);
  const gist = peak === null ? '' : fill(words.peak, { day: nameDay(peak.day), n: formatValue(peak.value) });
  const first = values[0];
  const last = values.at(-1);
  return (
    <figure className="bar-chart">
      <figcaption>
        <h2>{title}</h2>
        <span className="quiet">{gist}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 1}`}
        role="img"
        aria-label={`${title}. ${gist}`}
        preserveAspectRatio="none"
      >
        {bars.map((bar) => (
          <rect
            key={bar.day}
            x={bar.x}
            y={bar.y}
            width={bar.width}
            height={bar.height}
            data-peak={bar.day === peak?.day}
          >
            <title>{`${nameDay(bar.day)}: ${formatValue(bar.value)}`}</title>
          </rect>
        ))}
        <line x1="0" x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
      </svg>
      {first === undefined || last === undefined ? null : (
        <p className="bar-ends" aria-hidden="true">
          <span>{nameDay(first.day)}</span>
          <span>{nameDay(last.day)}</span>
        </p>
      )}
      <Table values={values} unit={unit} />
    </figure>
  );
}
