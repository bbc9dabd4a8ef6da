/** The chart in words and numbers, beside the drawing: placements and aspects. */

import { useState } from 'react';
import type { Aspect, Chart, Placement, System } from '../../client/sky';
import { fill, formatNumber, text } from '../../lib/text';
import { formatPosition, nameNakshatra, namePoint, nameSign } from './sky-words';

const words = text.chart.placements;
export const HIDDEN = new Set(['descendant', 'imum_coeli', 'vertex']);
const FIRST_ASPECTS = 8;
const MAJOR = new Set(['conjunction', 'opposition', 'trine', 'square', 'sextile']);

function describeState(placement: Placement): string {
  const said: string[] = [];
  const isNode = placement.point.endsWith('_node');
  if (placement.stationary) said.push(words.stationary);
  else if (placement.retrograde && !isNode) said.push(words.retrograde);
  if (placement.combust) said.push(words.combust);
  const dignity = placement.dignity as keyof typeof text.chart.dignities | null;
  if (dignity !== null && dignity in text.chart.dignities) said.push(text.chart.dignities[dignity]);
  if (placement.signs.length > 1) said.push(words.uncertain);
  return said.join(', ');
}

function describeNakshatra(placement: Placement): string {
  if (placement.nakshatra == null || placement.pada == null) return '';
  return fill(words.pada, { name: nameNakshatra(placement.nakshatra), n: placement.pada });
}

export function PlacementTable({ chart }: { readonly chart: Chart }) {
  const system = chart.inputs.given.system;
  const shown = chart.placements.filter((placement) => !HIDDEN.has(placement.point));
  const hasHouses = chart.cusps.length > 0;
  const isVedic = system === 'vedic';
  return (
    <div className="table-frame">
      <table className="sky-table" data-testid="placements">
        <thead>
          <tr>
            <th scope="col">{words.point}</th>
            <th scope="col">{words.position}</th>
            {hasHouses ? <th scope="col">{words.house}</th> : null}
            {isVedic ? <th scope="col">{words.nakshatra}</th> : null}
            {isVedic ? <th scope="col">{words.navamsha}</th> : null}
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((placement) => (
            <tr key={placement.point}>
              <th scope="row">{namePoint(placement.point, system)}</th>
              <td className="number">{formatPosition(placement)}</td>
              {hasHouses ? <td className="number">{placement.house ?? ''}</td> : null}
              {isVedic ? <td>{describeNakshatra(placement)}</td> : null}
              {isVedic ? <td>{placement.navamsha == null ? '' : nameSign(placement.navamsha)}</td> : null}
              <td className="quiet">{describeState(placement)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function nameKind(kind: string): string {
  return kind in text.chart.kinds ? text.chart.kinds[kind as keyof typeof text.chart.kinds] : kind;
}

function AspectLine({ aspect, system }: { readonly aspect: Aspect; readonly system: System }) {
  const going = aspect.applying ? text.chart.aspects.applying : text.chart.aspects.separating;
  return (
    <li data-kind={aspect.kind}>
      <span>
        {fill(text.chart.aspects.line, {
          first: namePoint(aspect.first, system),
          kind: nameKind(aspect.kind),
          second: namePoint(aspect.second, system),
        })}
      </span>
      <span className="quiet">
        {fill(text.chart.aspects.orb, { orb: formatNumber(Math.abs(aspect.orb), 1) })}
        {aspect.applying == null ? '' : `, ${going}`}
      </span>
    </li>
  );
}

export function AspectList({ chart }: { readonly chart: Chart }) {
  const [all, setAll] = useState(false);
  const certain = chart.aspects
    .filter((aspect) => aspect.certain && !HIDDEN.has(aspect.first) && !HIDDEN.has(aspect.second))
    .toSorted((one, two) => Number(MAJOR.has(two.kind)) - Number(MAJOR.has(one.kind)));
  const shown = all ? certain : certain.slice(0, FIRST_ASPECTS);
  if (certain.length === 0) return null;
  return (
    <section aria-labelledby="chart-aspects">
      <h2 id="chart-aspects">{text.chart.aspects.title}</h2>
      <ul className="sky-list" data-testid="aspects">
        {shown.map((aspect) => (
          <AspectLine
            key={`${aspect.first}-${aspect.kind}-${aspect.second}`}
            aspect={aspect}
            system={chart.inputs.given.system}
          />
        ))}
      </ul>
      {shown.length < certain.length ? (
        <button type="button" className="small" onClick={() => setAll(true)}>
          {fill(text.chart.aspects.more, { n: certain.length })}
        </button>
      ) : null}
    </section>
  );
}
