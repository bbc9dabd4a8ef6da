/** Western or vedic, and how exactly. */

import type { Ayanamsha, HouseSystem } from '../../client/sky';
import { text } from '../../lib/text';
import { AYANAMSHAS, HOUSES, SYSTEMS } from '../chart/Pickers';
import type { Draft } from './birth-draft';

const words = text.profile;
const names = text.chart.pickers;

export interface SkyFieldsProps {
  readonly draft: Draft;
  readonly error: string | null;
  readonly onChange: (changes: Partial<Draft>) => void;
}

export function SkyFields({ draft, error, onChange }: SkyFieldsProps) {
  return (
    <fieldset className="form-part">
      <legend>{words.system}</legend>
      <div className="form-row">
        {SYSTEMS.map((system) => (
          <label key={system} className="choice" data-chosen={draft.system === system}>
            <input
              type="radio"
              name="system"
              className="unseen"
              value={system}
              checked={draft.system === system}
              data-testid={`system-${system}`}
              onChange={() => onChange({ system })}
            />
            <strong>{words[system]}</strong>
            <small>{words[`${system}Hint`]}</small>
          </label>
        ))}
      </div>
      <div className="form-row">
        {draft.system === 'vedic' ? (
          <label className="field">
            <span>{words.ayanamsha}</span>
            <select
              value={draft.ayanamsha}
              data-testid="birth-ayanamsha"
              onChange={(event) => onChange({ ayanamsha: event.target.value as Ayanamsha })}
            >
              {AYANAMSHAS.map((name) => (
                <option key={name} value={name}>
                  {names[name]}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <label className="field">
          <span>{words.houses}</span>
          <select
            value={draft.houses ?? ''}
            data-testid="birth-houses"
            onChange={(event) => onChange({ houses: (event.target.value || null) as HouseSystem | null })}
          >
            <option value="">{words.housesDefault}</option>
            {HOUSES.map((name) => (
              <option key={name} value={name}>
                {names[name]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {error === null ? null : (
        <small className="wrong" role="alert">
          {error}
        </small>
      )}
    </fieldset>
  );
}
