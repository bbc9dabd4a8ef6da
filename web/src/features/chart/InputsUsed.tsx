/** Everything that the chart rests on, plainly: whoever doubts it can check it elsewhere. */

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { UsedInputs } from '../../client/sky';
import { fill, text } from '../../lib/text';
import { formatCoordinates, formatExactDegree, formatOffset, formatUtcDay } from './sky-words';

const words = text.chart.used;
const names = text.chart.pickers;

type Rule = keyof typeof words.rules;
type Engine = keyof typeof words.engines;

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function describeTime({ given }: UsedInputs): string {
  if (given.time == null) return words.unknownTime;
  const clock = given.time.slice(0, 5);
  if (given.time_precision !== 'about') return clock;
  return fill(words.about, { time: clock, margin: given.time_margin_min ?? 0 });
}

function describeHouses(inputs: UsedInputs): string {
  if (inputs.houses == null) return words.noHouses;
  if (inputs.houses === inputs.given.house_system) return names[inputs.houses];
  return fill(words.houseFallback, { used: names[inputs.houses], asked: names[inputs.given.house_system] });
}

function describeZodiac(inputs: UsedInputs): string {
  if (inputs.ayanamsha == null || inputs.ayanamsha_deg == null) return words.tropical;
  return fill(words.sidereal, {
    ayanamsha: names[inputs.ayanamsha],
    degrees: formatExactDegree(inputs.ayanamsha_deg),
  });
}

export interface InputsUsedProps {
  readonly inputs: UsedInputs;
  readonly title: string;
  /** Whether they are the person's own, which can be changed. */
  readonly isOwn: boolean;
}

export function InputsUsed({ inputs, title, isOwn }: InputsUsedProps) {
  const { given } = inputs;
  const rule = given.zone_rule in words.rules ? words.rules[given.zone_rule as Rule] : given.zone_rule;
  const engine = inputs.engine in words.engines ? words.engines[inputs.engine as Engine] : inputs.engine;
  return (
    <section aria-labelledby="chart-used">
      <h2 id="chart-used">{title}</h2>
      <dl className="used" data-testid="inputs-used">
        <Row name={words.birth}>
          {formatUtcDay(given.date)}, {describeTime(inputs)}
        </Row>
        <Row name={words.place}>{given.place}</Row>
        <Row name={words.coordinates}>{formatCoordinates(given.latitude, given.longitude)}</Row>
        <Row name={words.zone}>
          {fill(words.zoneLine, { zone: given.zone, offset: formatOffset(given.utc_offset_s) })}, {rule}
        </Row>
        <Row name={words.moment}>{inputs.instant.slice(0, 19).replace('T', ' ')}</Row>
        <Row name={words.zodiac}>{describeZodiac(inputs)}</Row>
        <Row name={words.houses}>{describeHouses(inputs)}</Row>
        <Row name={words.nodes}>{words[inputs.nodes]}</Row>
        <Row name={words.engine}>{fill(engine, { version: inputs.engine_version })}</Row>
      </dl>
      {isOwn ? (
        <Link to="/profile" className="linklike">
          {words.change}
        </Link>
      ) : null}
    </section>
  );
}
