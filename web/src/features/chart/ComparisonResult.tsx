/** Two charts beside each other: contacts, Moons, counts, houses, placements, and what the other one rests on. */

import { useEffect, useRef, useState } from 'react';
import type { Chart, Comparison, Placement } from '../../client/sky';
import { count, fill, formatNumber, text } from '../../lib/text';
import { listHouseRows, nameWhose, noteHours, sortContacts } from './compared';
import { GunaSection } from './GunaSection';
import { InputsUsed } from './InputsUsed';
import { formatPosition, namePoint } from './sky-words';
import { HIDDEN, nameKind } from './Tables';

const words = text.comparison;
const FIRST_CONTACTS = 10;

interface PairProps {
  readonly own: Chart;
  readonly found: Comparison;
  readonly name: string;
}

function ContactSection({ own, found, name }: PairProps) {
  const [all, setAll] = useState(false);
  const { system } = own.inputs.given;
  const close = found.aspects.filter((aspect) => !HIDDEN.has(aspect.first) && !HIDDEN.has(aspect.second));
  const certain = sortContacts(close.filter((aspect) => aspect.certain));
  const shown = all ? certain : certain.slice(0, FIRST_CONTACTS);
  const left = close.length - certain.length;
  return (
    <section aria-labelledby="compared-contacts">
      <h2 id="compared-contacts">{words.contacts.title}</h2>
      {certain.length === 0 ? <p className="quiet">{words.contacts.none}</p> : null}
      <ul className="sky-list" data-testid="compared-contacts">
        {shown.map((aspect) => (
          <li key={`${aspect.first}-${aspect.kind}-${aspect.second}`} data-kind={aspect.kind}>
            <span>
              {fill(words.contacts.line, {
                first: namePoint(aspect.first, system),
                kind: nameKind(aspect.kind),
                whose: nameWhose(name),
                second: namePoint(aspect.second, system),
              })}
            </span>
            <span className="quiet">
              {fill(text.chart.aspects.orb, { orb: formatNumber(Math.abs(aspect.orb), 1) })}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < certain.length ? (
        <button type="button" className="small" onClick={() => setAll(true)}>
          {fill(text.chart.aspects.more, { n: certain.length })}
        </button>
      ) : null}
      {left === 0 ? null : <p className="quiet">{count(words.contacts.left, left)}</p>}
    </section>
  );
}

function MoonSection({ found, name }: PairProps) {
  const { moon_distance: there, moon_distance_back: back } = found;
  return (
    <section aria-labelledby="compared-moons">
      <h2 id="compared-moons">{words.moons.title}</h2>
      <p data-testid="moon-distance">
        {there === null || back === null
          ? words.moons.open
          : fill(words.moons.line, { n: there, back, whose: nameWhose(name) })}
      </p>
    </section>
  );
}

function HouseSection({ own, found }: PairProps) {
  const rows = listHouseRows(own.inputs, found);
  const tell = (house: number | null | undefined): string =>
    house === undefined ? '–' : house === null ? words.houses.open : formatNumber(house);
  return (
    <section aria-labelledby="compared-houses" data-testid="compared-houses">
      <h2 id="compared-houses">{words.houses.title}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{words.houses.none}</p>
      ) : (
        <table className="sky-table">
          <thead>
            <tr>
              <th scope="col">{text.chart.placements.point}</th>
              <th scope="col">{words.houses.inTheirs}</th>
              <th scope="col">{words.houses.inYours}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.point}>
                <th scope="row">{namePoint(row.point, own.inputs.given.system)}</th>
                <td className="number">{tell(row.inTheirs)}</td>
                <td className="number">{tell(row.inYours)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function BesideSection({ own, found, name }: PairProps) {
  const find = (placements: readonly Placement[], point: string): string => {
    const placement = placements.find((one) => one.point === point);
    return placement === undefined ? '–' : formatPosition(placement);
  };
  const points = new Set([...own.placements, ...found.other_placements].map((placement) => placement.point));
  return (
    <section aria-labelledby="compared-beside">
      <h2 id="compared-beside">{words.beside.title}</h2>
      <table className="sky-table" data-testid="compared-beside">
        <thead>
          <tr>
            <th scope="col">{text.chart.placements.point}</th>
            <th scope="col">{words.you}</th>
            <th scope="col">{name || words.other}</th>
          </tr>
        </thead>
        <tbody>
          {[...points]
            .filter((point) => !HIDDEN.has(point))
            .map((point) => (
              <tr key={point}>
                <th scope="row">{namePoint(point, own.inputs.given.system)}</th>
                <td>{find(own.placements, point)}</td>
                <td>{find(found.other_placements, point)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

export function ComparisonResult({ own, found, name }: PairProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // whoever pressed the button by keyboard or hears the page goes on where the answer is
  useEffect(() => heading.current?.focus(), []);
  const pair = { own, found, name };
  const notes = noteHours(own.inputs, found.other, name);
  return (
    <div className="compared" data-testid="compared">
      <h2 ref={heading} tabIndex={-1} className="compared-title">
        {name === '' ? words.resultUnnamed : fill(words.result, { name })}
      </h2>
      {notes.length === 0 ? null : (
        <ul className="notes" aria-label={words.notes} data-testid="compared-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <GunaSection found={found} system={own.inputs.given.system} name={name} />
      <MoonSection {...pair} />
      <ContactSection {...pair} />
      <HouseSection {...pair} />
      <BesideSection {...pair} />
      <InputsUsed inputs={found.other} title={words.used} isOwn={false} />
    </div>
  );
}
