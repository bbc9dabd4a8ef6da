/** The service's calls about birth details and charts. */

import { request, requestText } from './http';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Birth = Schemas['BirthAnswer'];
export type BirthForm = Schemas['BirthForm'];
export type BirthQuestion = Schemas['BirthQuestion'];
export type FormPatch = Schemas['FormPatch'];
export type Receipt = Schemas['PieceReceipt'];
export type PlaceFound = Schemas['PlaceAnswer'];
export type Chart = Schemas['ChartAnswer'];
export type ChartPage = Schemas['ChartPage'];
export type Placement = Schemas['PlacementAnswer'];
export type Aspect = Schemas['AspectAnswer'];
export type Period = Schemas['PeriodAnswer'];
export type UsedInputs = Schemas['UsedInputs'];
export type Contact = Schemas['ContactAnswer'];
export type Transits = Schemas['TransitsAnswer'];
export type Comparison = Schemas['ComparisonAnswer'];
export type GunaMatch = Schemas['GunaAnswer'];
export type Koota = Schemas['KootaAnswer'];
export type Overlay = Schemas['OverlayAnswer'];
export type System = Schemas['System'];
export type Ayanamsha = Schemas['Ayanamsha'];
export type HouseSystem = Schemas['HouseSystem'];

/** How a chart is to be cast where that differs from the person's own settings. */
export interface ChartChoice {
  readonly system?: string;
  readonly ayanamsha?: string;
  readonly houses?: string;
}

export type DrawingStyle = 'wheel' | 'north' | 'south' | 'dasha';

function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

export const sky = {
  readBirth: () => request<Birth>('GET', '/api/birth'),
  writeBirth: (form: BirthForm) => request<Birth>('PUT', '/api/birth', { body: form }),
  findPlaces: (q: string) => request<Schemas['PlaceList']>('GET', withQuery('/api/places', { q })),
  readChart: (choice: ChartChoice) => request<ChartPage>('GET', withQuery('/api/chart', { ...choice })),
  readDrawing: (choice: ChartChoice, style: DrawingStyle) =>
    requestText('GET', withQuery('/api/chart', { ...choice, style, format: 'svg' })),
  readTransits: (date: string) => request<Transits>('GET', withQuery('/api/chart/transits', { date })),
  compare: (other: BirthForm) => request<Comparison>('POST', '/api/chart/compare', { body: { other } }),
  readTransitStrip: (date: string) =>
    requestText('GET', withQuery('/api/chart/transits', { date, format: 'svg' })),
};
