/** The day and the place of a birth, and another clock where the one of the place was not used. */

import type { ReactNode } from 'react';
import { fill, text } from '../../lib/text';
import { isoDay } from '../chart/sky-words';
import type { Draft } from './birth-draft';
import { PlaceField } from './PlaceField';

const words = text.profile;

export interface PlacePartProps {
  readonly draft: Draft;
  /** What is wrong with a part of the form, if anything. */
  readonly findError: (part: 'place' | 'zone') => string | null;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly children?: ReactNode;
}

interface FieldProps {
  readonly draft: Draft;
  readonly wrong: string | null;
  readonly onChange: (changes: Partial<Draft>) => void;
}

export function DateField({ draft, wrong, onChange }: FieldProps) {
  return (
    <label className="field">
      <span>{words.date}</span>
      <input
        type="date"
        value={draft.date}
        min="1800-01-01"
        max={isoDay(new Date())}
        aria-invalid={wrong !== null}
        data-testid="birth-date"
        onChange={(event) => onChange({ date: event.target.value })}
      />
      {wrong === null ? null : (
        <small className="wrong" role="alert">
          {wrong}
        </small>
      )}
    </label>
  );
}

function ZoneField({ draft, wrong, onChange }: FieldProps) {
  return (
    <details className="zone" open={draft.zone !== '' || wrong !== null}>
      <summary>{words.zoneOther}</summary>
      <label className="field">
        <span>{words.zoneLabel}</span>
        <input
          type="text"
          value={draft.zone}
          maxLength={64}
          aria-invalid={wrong !== null}
          data-testid="birth-zone-other"
          onChange={(event) => onChange({ zone: event.target.value })}
        />
        <small className={wrong === null ? undefined : 'wrong'}>{wrong ?? words.zoneHint}</small>
      </label>
    </details>
  );
}

/** The place, its time zone, and a way to say that the clock was another one. */
export function PlacePart({ draft, findError, onChange, children }: PlacePartProps) {
  return (
    <div className="form-part">
      <PlaceField
        name={draft.placeName}
        isChosen={draft.geonameId !== null}
        error={findError('place')}
        onType={(placeName) => onChange({ placeName, geonameId: null, placeZone: '' })}
        onChoose={(place) =>
          onChange({ placeName: place.label, geonameId: place.geoname_id, placeZone: place.zone })
        }
      />
      {children}
      {draft.placeZone === '' ? null : (
        <small data-testid="birth-zone">{fill(words.zone, { zone: draft.placeZone })}</small>
      )}
      <ZoneField draft={draft} wrong={findError('zone')} onChange={onChange} />
    </div>
  );
}
