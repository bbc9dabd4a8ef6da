/** Which conversations to show: by day, companion, place and topic. */

import { useQuery } from '@tanstack/react-query';
import { history } from '../../client/history';
import { NO_FILTERS, type SessionFilters } from '../../client/sessions';
import { count, text } from '../../lib/text';
import { usePersonas } from '../session/use-personas';
import { namePlatform } from './describe-session';

const words = text.history.filters;
const PLATFORMS = ['web', 'telegram'];
/** As far back as the service counts topics. */
const TOPIC_DAYS = 365;

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly any: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly testId: string;
  readonly onPick: (value: string) => void;
}

function Pick({ label, value, any, options, testId, onPick }: PickProps) {
  const known = value === '' || options.some((option) => option.value === value);
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} data-testid={testId} onChange={(event) => onPick(event.target.value)}>
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
        {known ? null : <option value={value}>{value}</option>}
      </select>
    </label>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly testId: string;
  readonly onPick: (value: string) => void;
}

function Day({ label, value, testId, onPick }: DayProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="date"
        value={value}
        min="2000-01-01"
        max="2199-12-31"
        data-testid={testId}
        onChange={(event) => onPick(event.target.value)}
      />
    </label>
  );
}

export interface FiltersProps {
  readonly filters: SessionFilters;
  readonly onChange: (filters: SessionFilters) => void;
}

export function Filters({ filters, onChange }: FiltersProps) {
  const { personas } = usePersonas();
  const figures = useQuery({
    queryKey: ['analytics', TOPIC_DAYS],
    queryFn: () => history.analytics(TOPIC_DAYS),
    staleTime: 60_000,
  });
  const on = Object.values(filters).filter((value) => value !== '').length;
  const pick = (name: keyof SessionFilters) => (value: string) => onChange({ ...filters, [name]: value });
  return (
    <details className="filters" data-testid="filters" open={on > 0 || undefined}>
      <summary>{on === 0 ? words.title : count(words.on, on)}</summary>
      <fieldset className="filter-fields" aria-label={words.title}>
        <Day label={words.from} value={filters.from} testId="filter-from" onPick={pick('from')} />
        <Day label={words.to} value={filters.to} testId="filter-to" onPick={pick('to')} />
        <Pick
          label={words.persona}
          value={filters.persona}
          any={words.anyone}
          options={personas.map((persona) => ({ value: persona.name, name: persona.title }))}
          testId="filter-persona"
          onPick={pick('persona')}
        />
        <Pick
          label={words.platform}
          value={filters.platform}
          any={words.anywhere}
          options={PLATFORMS.map((platform) => ({ value: platform, name: namePlatform(platform) }))}
          testId="filter-platform"
          onPick={pick('platform')}
        />
        <Pick
          label={words.topic}
          value={filters.topic}
          any={words.anything}
          options={(figures.data?.topics ?? []).map(({ topic }) => ({ value: topic, name: topic }))}
          testId="filter-topic"
          onPick={pick('topic')}
        />
        {on === 0 ? null : (
          <button
            type="button"
            className="linklike"
            data-testid="filter-reset"
            onClick={() => onChange(NO_FILTERS)}
          >
            {words.reset}
          </button>
        )}
      </fieldset>
    </details>
  );
}
