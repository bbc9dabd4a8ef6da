/** The chart, its drawings and the sky of a day, as the service has them. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { type ChartChoice, type DrawingStyle, sky } from '../../client/sky';

export const CHART_KEY = 'chart';
const STYLES: readonly string[] = ['wheel', 'north', 'south'];

export type MainStyle = Exclude<DrawingStyle, 'dasha'>;

export interface Choice {
  readonly choice: ChartChoice;
  readonly style: MainStyle | null;
  readonly change: (changes: Readonly<Record<string, string | null>>) => void;
  readonly isChanged: boolean;
}

/** What is chosen in the pickers lives in the address, so that it can be kept, sent and gone back from. */
export function useChoice(): Choice {
  const [query, setQuery] = useSearchParams();
  const choice: Record<string, string> = {};
  for (const name of ['system', 'ayanamsha', 'houses']) {
    const value = query.get(name);
    if (value !== null) choice[name] = value;
  }
  const style = query.get('style');
  const change = (changes: Readonly<Record<string, string | null>>): void => {
    setQuery(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  };
  return {
    choice,
    style: style !== null && STYLES.includes(style) ? (style as MainStyle) : null,
    change,
    isChanged: Object.keys(choice).length > 0,
  };
}

export function useChart(choice: ChartChoice) {
  return useQuery({
    queryKey: [CHART_KEY, 'data', choice],
    queryFn: () => sky.readChart(choice),
    placeholderData: keepPreviousData,
  });
}

export function useDrawing(choice: ChartChoice, style: DrawingStyle, enabled = true) {
  return useQuery({
    queryKey: [CHART_KEY, 'drawing', choice, style],
    queryFn: () => sky.readDrawing(choice, style),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useTransits(date: string) {
  const found = useQuery({
    queryKey: [CHART_KEY, 'transits', date],
    queryFn: () => sky.readTransits(date),
    placeholderData: keepPreviousData,
    enabled: date !== '',
  });
  const strip = useQuery({
    queryKey: [CHART_KEY, 'strip', date],
    queryFn: () => sky.readTransitStrip(date),
    placeholderData: keepPreviousData,
    enabled: date !== '',
  });
  return { found, strip };
}
