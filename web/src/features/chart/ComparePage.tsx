/** One's chart beside somebody else's: their birth is asked for, read, and kept nowhere. */

import { useState } from 'react';
import { Link } from 'react-router';
import type { Chart } from '../../client/sky';
import { text } from '../../lib/text';
import { EmptyChart } from './ChartPage';
import { ComparisonResult } from './ComparisonResult';
import { describeTime } from './InputsUsed';
import { OtherForm } from './OtherForm';
import { formatUtcDay } from './sky-words';
import { useChart } from './use-chart';
import { useComparison } from './use-comparison';

const words = text.comparison;

function TwoCharts({ own }: { readonly own: Chart }) {
  const [name, setName] = useState('');
  const comparing = useComparison();
  const { given } = own.inputs;
  return (
    <div className="page wide" data-testid="compare">
      <div className="page-head">
        <h1>{words.title}</h1>
        <Link to="/chart" className="linklike" data-testid="compare-back">
          {words.back}
        </Link>
      </div>
      <div className="compare-grid">
        <div className="compare-side">
          <p>{words.intro}</p>
          <p className="quiet" data-testid="compare-own">
            {words.you}: {formatUtcDay(given.date)}, {describeTime(own.inputs)}, {given.place}
          </p>
          <OtherForm name={name} onName={setName} comparing={comparing} />
        </div>
        {comparing.data === undefined ? null : (
          <ComparisonResult own={own} found={comparing.data} name={name.trim()} />
        )}
      </div>
    </div>
  );
}

export function ComparePage() {
  const { data, isPending, isError, refetch } = useChart({});
  if (data?.chart != null) return <TwoCharts own={data.chart} />;
  if (data !== undefined) return <EmptyChart missing={data.missing} />;
  return (
    <div className="page">
      <h1>{words.title}</h1>
      {isPending ? <p className="quiet">{text.chart.loading}</p> : null}
      {isError ? (
        <p role="alert">
          {text.chart.failed}{' '}
          <button type="button" className="small" onClick={() => void refetch()}>
            {text.chart.retry}
          </button>
        </p>
      ) : null}
    </div>
  );
}
