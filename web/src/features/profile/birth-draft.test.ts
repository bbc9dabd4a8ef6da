import { describe, expect, it } from 'vitest';
import type { Birth } from '../../client/sky';
import { applyPatch, changeDraft, readDraft, writeForm } from './birth-draft';

const NOTHING: Birth['pinned'] = { zone_confirmed: false };
const MUMBAI = {
  geoname_id: 1275339,
  label: 'Mumbai, Maharashtra, India',
  name: 'Mumbai',
  admin: 'Maharashtra',
  country: 'India',
  latitude: 19.07,
  longitude: 72.88,
  population: 12_691_836,
  zone: 'Asia/Kolkata',
};
const PINNED: Birth['pinned'] = {
  date: '1996-05-14',
  time: { precision: 'about', clock: '07:20', margin_min: 20 },
  place: MUMBAI,
  zone_confirmed: false,
  fold: 1,
  system: 'vedic',
  ayanamsha: 'raman',
};

describe('the form of one’s birth', () => {
  it('sends nothing that was not filled in', () => {
    expect(writeForm(readDraft(NOTHING))).toEqual({
      date: null,
      time: null,
      place: null,
      zone: null,
      zone_confirmed: false,
      fold: null,
      city_time: null,
      system: null,
      ayanamsha: null,
      house_system: null,
    });
  });

  it('sends back what was pinned', () => {
    expect(writeForm(readDraft(PINNED))).toMatchObject({
      date: '1996-05-14',
      time: { precision: 'about', clock: '07:20', margin_min: 20 },
      place: { name: 'Mumbai, Maharashtra, India', geoname_id: 1275339 },
      fold: 1,
      system: 'vedic',
      ayanamsha: 'raman',
    });
  });

  it('sends an unknown time without a clock, and no ayanamsha for western', () => {
    const draft = changeDraft(readDraft(PINNED), { precision: 'unknown', system: 'western' });
    expect(writeForm(draft)).toMatchObject({ time: { precision: 'unknown' }, ayanamsha: null });
    expect(writeForm(draft).time).not.toHaveProperty('clock');
  });

  it('takes back the answer about an hour when the hour changes, and only then', () => {
    const draft = readDraft(PINNED);
    expect(changeDraft(draft, { clock: '08:00' }).fold).toBeNull();
    expect(changeDraft(draft, { system: 'western' }).fold).toBe(1);
  });

  it('puts the answer to a question in', () => {
    const draft = readDraft({ ...PINNED, fold: null });
    expect(applyPatch(draft, { fold: 0, keep: false }).fold).toBe(0);
    const chosen = applyPatch(draft, { place: { name: 'Pune, India', geoname_id: 7 }, keep: false });
    expect(writeForm(chosen).place).toEqual({ name: 'Pune, India', geoname_id: 7 });
    const zoned = applyPatch(draft, { zone: 'EST', zone_confirmed: true, keep: false });
    expect(writeForm(zoned)).toMatchObject({ zone: 'EST', zone_confirmed: true });
    expect(writeForm(applyPatch(zoned, { zone: '', zone_confirmed: false, keep: false }))).toMatchObject({
      zone: null,
      zone_confirmed: false,
    });
  });
});
