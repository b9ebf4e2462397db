/** Degrees. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS_KM = 6_371;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Along the great circle. */
export const distanceKm = (from: Coordinates, to: Coordinates): number => {
  const [south, north] = [radians(from.latitude), radians(to.latitude)];
  const halfway = Math.sin((north - south) / 2) ** 2;
  const across = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(halfway + Math.cos(south) * Math.cos(north) * across));
};
