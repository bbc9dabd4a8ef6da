/** P50 and P90 of every stage with every provider, for who has the service token. The token is kept nowhere. */

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ServiceError } from '../../client/http';
import { type OperatorWaterfall, waterfall } from '../../client/waterfall';
import { Brand } from '../../components/Brand';
import { FormField } from '../../components/FormField';
import { count, formatNumber, text } from '../../lib/text';

const words = text.pace.operator;
const HOURS = [1, 24, 168, 720] as const;

function Figures({ seen }: { readonly seen: OperatorWaterfall }) {
  if (seen.turns === 0) return <p role="status">{words.none}</p>;
  return (
    <>
      <p role="status" data-testid="operator-turns">
        {count(words.turns, seen.turns)} <span className="quiet">{seen.is_cut ? words.cut : null}</span>
      </p>
      <div className="table-frame">
        <table className="sky-table" data-testid="operator-table">
          <caption>{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.stage}</th>
              <th scope="col">{words.provider}</th>
              <th scope="col">{words.count}</th>
              <th scope="col">P50</th>
              <th scope="col">P90</th>
            </tr>
          </thead>
          <tbody>
            {seen.stages.map(({ stage, provider, turns, p50_ms, p90_ms }) => (
              <tr key={`${stage} ${provider ?? ''}`}>
                <th scope="row">{text.pace.stages[stage]}</th>
                <td>{provider ?? '–'}</td>
                <td className="number">{formatNumber(turns)}</td>
                <td className="number">{formatNumber(p50_ms)}</td>
                <td className="number">{formatNumber(p90_ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function explain(error: Error | null): string | null {
  if (error === null) return null;
  return error instanceof ServiceError && error.status === 401 ? words.refused : words.failed;
}

export function OperatorPage() {
  const [token, setToken] = useState('');
  const [hours, setHours] = useState<number>(24);
  const { mutate, data, error, isPending } = useMutation({ mutationFn: () => waterfall.ofAll(token, hours) });
  const show = (event: FormEvent): void => {
    event.preventDefault();
    mutate();
  };
  return (
    <div className="shared">
      <meta name="robots" content="noindex, nofollow" />
      <header className="shared-top">
        <Brand />
      </header>
      <main className="page" data-testid="operator">
        <header className="page-head">
          <h1>{words.title}</h1>
          <p className="quiet">{words.lede}</p>
        </header>
        <form className="operator-form" onSubmit={show}>
          <FormField
            label={words.token}
            type="password"
            value={token}
            autoComplete="off"
            maxLength={512}
            error={explain(error)}
            testId="operator-token"
            onChange={setToken}
          />
          <label className="field">
            <span>{words.hours}</span>
            <select value={hours} onChange={(event) => setHours(Number(event.target.value))}>
              {HOURS.map((each) => (
                <option key={each} value={each}>
                  {formatNumber(each)}
                </option>
              ))}
            </select>
          </label>
          <button
            type="submit"
            className="small"
            disabled={token === '' || isPending}
            data-testid="operator-show"
          >
            {words.show}
          </button>
        </form>
        {data === undefined || error !== null ? null : <Figures seen={data} />}
      </main>
    </div>
  );
}
