/** Wheel or square, which zodiac, which ayanamsha, which houses. */

import type { Chart } from '../../client/sky';
import { text } from '../../lib/text';
import type { Choice, MainStyle } from './use-chart';

const words = text.chart.pickers;
const STYLES: readonly MainStyle[] = ['wheel', 'north', 'south'];
export const SYSTEMS = ['western', 'vedic'] as const;
export const AYANAMSHAS = ['lahiri', 'raman', 'krishnamurti', 'fagan_bradley'] as const;
export const HOUSES = ['whole_sign', 'placidus', 'koch', 'equal', 'sripati'] as const;

interface PickerProps<Name extends string> {
  readonly label: string;
  readonly value: string;
  readonly names: readonly Name[];
  readonly words: Readonly<Record<Name, string>>;
  readonly testId: string;
  readonly onPick: (value: string) => void;
}

function Picker<Name extends string>({ label, value, names, words, testId, onPick }: PickerProps<Name>) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} data-testid={testId} onChange={(event) => onPick(event.target.value)}>
        {names.map((name) => (
          <option key={name} value={name}>
            {words[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

export interface StyleSwitchProps {
  readonly style: MainStyle;
  readonly onPick: (style: MainStyle) => void;
}

export function StyleSwitch({ style, onPick }: StyleSwitchProps) {
  return (
    <fieldset className="segments">
      <legend className="unseen">{words.style}</legend>
      {STYLES.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={style === name}
          data-testid={`style-${name}`}
          onClick={() => onPick(name)}
        >
          {words[name]}
        </button>
      ))}
    </fieldset>
  );
}

export function Pickers({ chart, picked }: { readonly chart: Chart; readonly picked: Choice }) {
  const { given } = chart.inputs;
  return (
    <fieldset className="pickers">
      <legend className="unseen">{words.label}</legend>
      <Picker
        label={words.system}
        value={given.system}
        names={SYSTEMS}
        words={words}
        testId="pick-system"
        onPick={(system) => picked.change({ system, ayanamsha: null, houses: null, style: null })}
      />
      {given.system === 'vedic' ? (
        <Picker
          label={words.ayanamsha}
          value={given.ayanamsha ?? 'lahiri'}
          names={AYANAMSHAS}
          words={words}
          testId="pick-ayanamsha"
          onPick={(ayanamsha) => picked.change({ ayanamsha })}
        />
      ) : null}
      {chart.inputs.houses === null ? null : (
        <Picker
          label={words.houses}
          value={given.house_system}
          names={HOUSES}
          words={words}
          testId="pick-houses"
          onPick={(houses) => picked.change({ houses })}
        />
      )}
      {picked.isChanged ? (
        <button
          type="button"
          className="linklike"
          onClick={() => picked.change({ system: null, ayanamsha: null, houses: null })}
        >
          {words.reset}
        </button>
      ) : null}
    </fieldset>
  );
}
