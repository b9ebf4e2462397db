import { distanceKm } from '../../../../domain/flights/offers/great-circle.ts';
import type { Airport } from '../../../../domain/ports/places.ts';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** From gate to gate, in steps of five minutes: the jet stream helps those who fly east. */
export const blockMinutes = (from: Airport, to: Airport): number => {
  const km = distanceKm(from, to);
  const latitude = Math.abs(from.latitude + to.latitude) / 2;
  const jetStream = latitude > 25 && latitude < 60 ? 1 : 0.4;
  const kmPerHour = 850 + 55 * jetStream * eastward(from, to);
  const groundMinutes = km < 800 ? 30 : km < 3_000 ? 40 : 50;
  return Math.round(((km * 1.02 * 60) / kmPerHour + groundMinutes) / 5) * 5;
};

/** By how much the sun is ahead there, in minutes, wherever clocks are set: from -720 to 720. */
export const sunShiftMinutes = (from: Airport, to: Airport): number => {
  const degrees = ((to.longitude - from.longitude + 540) % 360) - 180;
  return degrees * 4;
};

/** How much of the way goes east: 1 all of it, -1 all of it west. */
const eastward = (from: Airport, to: Airport): number => {
  const east = radians(to.longitude - from.longitude);
  const [south, north] = [radians(from.latitude), radians(to.latitude)];
  const x = Math.sin(east) * Math.cos(north);
  const y = Math.cos(south) * Math.sin(north) - Math.sin(south) * Math.cos(north) * Math.cos(east);
  return Math.sin(Math.atan2(x, y));
};
