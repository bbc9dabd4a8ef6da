/** The place of birth: typed, and chosen from what the gazetteer knows. */

import { type KeyboardEvent, useId, useState } from 'react';
import type { PlaceFound } from '../../client/sky';
import { count, text } from '../../lib/text';
import { usePlaces } from './use-birth';

const words = text.profile;

export interface PlaceFieldProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly error: string | null;
  readonly onType: (name: string) => void;
  readonly onChoose: (place: PlaceFound) => void;
}

interface ListState {
  readonly items: readonly PlaceFound[];
  readonly open: boolean;
  readonly active: number;
}

function useList({ name, isChosen, onChoose }: PlaceFieldProps) {
  const [wanted, setWanted] = useState(false);
  const [active, setActive] = useState(-1);
  const { data, isSuccess } = usePlaces(isChosen ? '' : name);
  const items = data?.items ?? [];
  const open = wanted && !isChosen && name.trim().length > 1 && isSuccess;
  const choose = (place: PlaceFound): void => {
    setWanted(false);
    setActive(-1);
    onChoose(place);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) {
      if (event.key === 'ArrowDown') setWanted(true);
      return;
    }
    const last = items.length - 1;
    if (event.key === 'ArrowDown') setActive((at) => (at >= last ? 0 : at + 1));
    else if (event.key === 'ArrowUp') setActive((at) => (at <= 0 ? last : at - 1));
    else if (event.key === 'Escape') setWanted(false);
    else if (event.key === 'Enter' && items[active] !== undefined) choose(items[active]);
    else return;
    event.preventDefault();
  };
  const state: ListState = { items, open, active };
  return { state, choose, onKeyDown, setWanted, setActive };
}

export function PlaceField(props: PlaceFieldProps) {
  const { name, error, onType } = props;
  const id = useId();
  const { state, choose, onKeyDown, setWanted, setActive } = useList(props);
  const { items, open, active } = state;
  return (
    <div className="field place-field">
      <label htmlFor={`${id}-input`}>{words.place}</label>
      <input
        id={`${id}-input`}
        type="text"
        role="combobox"
        autoComplete="off"
        maxLength={120}
        value={name}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
        aria-describedby={`${id}-hint`}
        aria-invalid={error !== null}
        data-testid="birth-place"
        onChange={(event) => {
          setWanted(true);
          setActive(-1);
          onType(event.target.value);
        }}
        onFocus={() => setWanted(true)}
        onBlur={() => setWanted(false)}
        onKeyDown={onKeyDown}
      />
      {error === null ? (
        <small id={`${id}-hint`}>{words.placeHint}</small>
      ) : (
        <small id={`${id}-hint`} className="wrong" role="alert">
          {error}
        </small>
      )}
      <span className="unseen" aria-live="polite">
        {open ? count(words.placeCount, items.length) : ''}
      </span>
      <div id={`${id}-list`} role="listbox" className="places" hidden={!open} aria-label={words.place}>
        {items.length === 0 ? <p className="quiet">{words.placeNone}</p> : null}
        {items.map((place, index) => (
          <div
            key={place.geoname_id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            data-testid="place-option"
            onPointerDown={(event) => {
              event.preventDefault();
              choose(place);
            }}
          >
            <span>{place.name}</span>
            <small>{[place.admin, place.country].filter((part) => part !== '').join(', ')}</small>
          </div>
        ))}
      </div>
    </div>
  );
}
