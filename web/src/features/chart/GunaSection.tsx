/** Guna milan: the eight counts between two Moons, or why they can't be made. */

import { useState } from 'react';
import type { Comparison, GunaMatch, System } from '../../client/sky';
import { fill, text } from '../../lib/text';
import { describeOpenMoons, formatPoints, nameKootaSide } from './compared';

const words = text.comparison.gunas;
const WAYS = ['own_as_bride', 'own_as_groom'] as const;

type Way = (typeof WAYS)[number];
type KootaName = keyof typeof words.names;

interface WaySwitchProps {
  readonly way: Way;
  readonly onPick: (way: Way) => void;
}

function WaySwitch({ way, onPick }: WaySwitchProps) {
  return (
    <fieldset className="segments">
      <legend className="unseen">{words.ways}</legend>
      {WAYS.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={way === name}
          data-testid={`guna-${name}`}
          onClick={() => onPick(name)}
        >
          {words.way[name]}
        </button>
      ))}
    </fieldset>
  );
}

interface KootaTableProps {
  readonly match: GunaMatch;
  readonly isOwnBride: boolean;
  readonly name: string;
}

function KootaTable({ match, isOwnBride, name }: KootaTableProps) {
  return (
    <table className="sky-table" data-testid="kootas">
      <thead>
        <tr>
          <th scope="col">{words.koota}</th>
          <th scope="col">{text.comparison.you}</th>
          <th scope="col">{name || text.comparison.other}</th>
          <th scope="col">{words.points}</th>
        </tr>
      </thead>
      <tbody>
        {match.kootas.map((koota) => {
          const [own, other] = isOwnBride ? [koota.bride, koota.groom] : [koota.groom, koota.bride];
          return (
            <tr key={koota.name}>
              <th scope="row">{words.names[koota.name as KootaName] ?? koota.name}</th>
              <td>{nameKootaSide(koota.name, own)}</td>
              <td>{nameKootaSide(koota.name, other)}</td>
              <td className="number">
                {fill(words.sum, { points: formatPoints(koota.points), most: formatPoints(koota.most) })}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export interface GunaSectionProps {
  readonly found: Comparison;
  readonly system: System;
  readonly name: string;
}

export function GunaSection({ found, system, name }: GunaSectionProps) {
  const [way, setWay] = useState<Way>('own_as_bride');
  const match = found.gunas?.[way];
  return (
    <section aria-labelledby="compared-gunas" data-testid="gunas">
      <h2 id="compared-gunas">{words.title}</h2>
      {match === undefined ? (
        <p data-testid="gunas-open">{describeOpenMoons(found.open_moons, name)}</p>
      ) : (
        <>
          <div className="guna-head">
            <p className="guna-sum" aria-live="polite" data-testid="guna-sum">
              {fill(words.sum, { points: formatPoints(match.total), most: formatPoints(match.most) })}
            </p>
            <WaySwitch way={way} onPick={setWay} />
          </div>
          <KootaTable match={match} isOwnBride={way === 'own_as_bride'} name={name} />
        </>
      )}
      <p className="quiet">
        {words.intro} {system === 'western' ? words.sidereal : null}
      </p>
    </section>
  );
}
