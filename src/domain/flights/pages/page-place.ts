import { isPosition, type Position } from '../../search/position.ts';

/**
 * Where a page ends, and of what: of the search as it was told up to a position, at an instant, behind an itinerary. Rows
 * that come later, and offers that expire, do not move it.
 */
export interface PagePlace {
  readonly position: Position;
  readonly asOfMs: number;
  readonly itineraryId: string;
}

const MINUTE_MS = 60_000;

/**
 * The end of the minute: what expires before it is as good as expired, and pages of one minute are of one instant.
 */
export const endOfMinute = (nowMs: number): number => Math.ceil(nowMs / MINUTE_MS) * MINUTE_MS;

/** As in `1901268002100-0.20300401T1021Z.3f1c9a5be07d2468`. */
const PLACE = /^(\d+-\d+)\.(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z\.([A-Za-z0-9_-]{1,64})$/;

export const placeText = ({ position, asOfMs, itineraryId }: PagePlace): string =>
  `${position}.${new Date(asOfMs).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z.${itineraryId}`;

/** Undefined for what is no text of a place. */
export const parsePlace = (text: string): PagePlace | undefined => {
  const [, position = '', year, month, day, hour, minute, itineraryId = ''] = PLACE.exec(text) ?? [];
  const asOfMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`);
  const place = isPosition(position) ? { position, asOfMs, itineraryId } : undefined;
  // A day that there is not is another one to some calendars.
  return place !== undefined && !Number.isNaN(asOfMs) && placeText(place) === text ? place : undefined;
};
