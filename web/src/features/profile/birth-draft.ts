/** The profile form's state: read from what is pinned, changed by an answer, sent as the service wants it. */

import type { Ayanamsha, Birth, BirthForm, FormPatch, HouseSystem, System } from '../../client/sky';

export type Precision = 'exact' | 'about' | 'unknown';

export interface Draft {
  readonly date: string;
  readonly precision: Precision;
  /** `07:20`, or empty. */
  readonly clock: string;
  readonly marginMin: number;
  readonly placeName: string;
  readonly geonameId: number | null;
  readonly placeZone: string;
  /** Only where the person's clock was not that of the place. */
  readonly zone: string;
  /** It was asked, and the clock was really set so. */
  readonly zoneConfirmed: boolean;
  readonly fold: number | null;
  readonly cityTime: string | null;
  readonly system: System | null;
  readonly ayanamsha: Ayanamsha;
  readonly houses: HouseSystem | null;
}

export const DEFAULT_MARGIN_MIN = 30;

/** A form in which nothing is filled in. */
export const EMPTY_DRAFT: Draft = readDraft({ zone_confirmed: false });

export function readDraft(pinned: Birth['pinned']): Draft {
  return {
    date: pinned.date ?? '',
    precision: pinned.time?.precision ?? 'exact',
    clock: pinned.time?.clock?.slice(0, 5) ?? '',
    marginMin: pinned.time?.margin_min || DEFAULT_MARGIN_MIN,
    placeName: pinned.place?.label ?? '',
    geonameId: pinned.place?.geoname_id ?? null,
    placeZone: pinned.place?.zone ?? '',
    zone: pinned.zone ?? '',
    zoneConfirmed: pinned.zone_confirmed,
    fold: pinned.fold ?? null,
    cityTime: pinned.city_time ?? null,
    system: pinned.system ?? null,
    ayanamsha: pinned.ayanamsha ?? 'lahiri',
    houses: pinned.house_system ?? null,
  };
}

/** Changes of the day, the hour or the place take back what was answered about that hour. */
export function changeDraft(draft: Draft, changes: Partial<Draft>): Draft {
  const moves = ['date', 'clock', 'precision', 'placeName', 'geonameId', 'zone'].some(
    (name) => name in changes,
  );
  return { ...draft, ...(moves ? { fold: null, cityTime: null, zoneConfirmed: false } : {}), ...changes };
}

/** An answer to the service's question, put into the form. */
export function applyPatch(draft: Draft, patch: FormPatch): Draft {
  const changes: { -readonly [Name in keyof Draft]?: Draft[Name] } = {};
  if (patch.date != null) changes.date = patch.date;
  if (patch.time != null) {
    changes.precision = patch.time.precision;
    changes.clock = patch.time.clock?.slice(0, 5) ?? '';
    changes.marginMin = patch.time.margin_min ?? draft.marginMin;
  }
  if (patch.place != null) {
    changes.placeName = patch.place.name;
    changes.geonameId = patch.place.geoname_id ?? null;
  }
  if (patch.zone != null) changes.zone = patch.zone;
  const moved = Object.keys(changes).length === 0 ? draft : changeDraft(draft, changes);
  const zoneConfirmed = patch.zone_confirmed ?? moved.zoneConfirmed;
  return {
    ...moved,
    zoneConfirmed,
    fold: patch.fold ?? moved.fold,
    cityTime: patch.city_time ?? moved.cityTime,
  };
}

function writeTime(draft: Draft): NonNullable<BirthForm['time']> | null {
  if (draft.precision === 'unknown') return { precision: 'unknown' };
  if (draft.clock === '') return null;
  if (draft.precision === 'exact') return { precision: 'exact', clock: draft.clock };
  return { precision: 'about', clock: draft.clock, margin_min: draft.marginMin };
}

export function writeForm(draft: Draft): BirthForm {
  const name = draft.placeName.trim();
  return {
    date: draft.date || null,
    time: writeTime(draft),
    place: name === '' ? null : { name, geoname_id: draft.geonameId },
    zone: draft.zone.trim() || null,
    zone_confirmed: draft.zoneConfirmed,
    fold: draft.fold,
    city_time: draft.cityTime,
    system: draft.system,
    ayanamsha: draft.system === 'vedic' ? draft.ayanamsha : null,
    house_system: draft.houses,
  };
}
