import type { AirportName } from '../../../domain/flights/messages.ts';

export interface Airport extends AirportName {
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
}

/** Code, name, city, country, latitude, longitude, time zone. */
const ROWS = [
  ['AMS', 'Schiphol', 'Amsterdam', 'NL', 52.31, 4.76, 'Europe/Amsterdam'],
  ['ARN', 'Arlanda', 'Stockholm', 'SE', 59.65, 17.92, 'Europe/Stockholm'],
  ['ATH', 'Eleftherios Venizelos', 'Athens', 'GR', 37.94, 23.94, 'Europe/Athens'],
  ['BCN', 'El Prat', 'Barcelona', 'ES', 41.3, 2.08, 'Europe/Madrid'],
  ['BER', 'Brandenburg', 'Berlin', 'DE', 52.36, 13.5, 'Europe/Berlin'],
  ['BKK', 'Suvarnabhumi', 'Bangkok', 'TH', 13.69, 100.75, 'Asia/Bangkok'],
  ['BOM', 'Chhatrapati Shivaji', 'Mumbai', 'IN', 19.09, 72.87, 'Asia/Kolkata'],
  ['BOS', 'Logan', 'Boston', 'US', 42.36, -71.01, 'America/New_York'],
  ['BRU', 'Zaventem', 'Brussels', 'BE', 50.9, 4.48, 'Europe/Brussels'],
  ['CDG', 'Charles de Gaulle', 'Paris', 'FR', 49.01, 2.55, 'Europe/Paris'],
  ['CGK', 'Soekarno-Hatta', 'Jakarta', 'ID', -6.13, 106.66, 'Asia/Jakarta'],
  ['CPH', 'Kastrup', 'Copenhagen', 'DK', 55.62, 12.66, 'Europe/Copenhagen'],
  ['CPT', 'Cape Town International', 'Cape Town', 'ZA', -33.97, 18.6, 'Africa/Johannesburg'],
  ['DEL', 'Indira Gandhi', 'Delhi', 'IN', 28.57, 77.1, 'Asia/Kolkata'],
  ['DPS', 'Ngurah Rai', 'Denpasar', 'ID', -8.75, 115.17, 'Asia/Makassar'],
  ['DUB', 'Dublin Airport', 'Dublin', 'IE', 53.42, -6.27, 'Europe/Dublin'],
  ['DXB', 'Dubai International', 'Dubai', 'AE', 25.25, 55.36, 'Asia/Dubai'],
  ['EWR', 'Newark Liberty', 'New York', 'US', 40.69, -74.17, 'America/New_York'],
  ['EZE', 'Ministro Pistarini', 'Buenos Aires', 'AR', -34.82, -58.54, 'America/Argentina/Buenos_Aires'],
  ['FCO', 'Fiumicino', 'Rome', 'IT', 41.8, 12.24, 'Europe/Rome'],
  ['FRA', 'Frankfurt Airport', 'Frankfurt', 'DE', 50.03, 8.57, 'Europe/Berlin'],
  ['GRU', 'Guarulhos', 'Sao Paulo', 'BR', -23.43, -46.47, 'America/Sao_Paulo'],
  ['HEL', 'Vantaa', 'Helsinki', 'FI', 60.32, 24.96, 'Europe/Helsinki'],
  ['HKG', 'Hong Kong International', 'Hong Kong', 'HK', 22.31, 113.92, 'Asia/Hong_Kong'],
  ['HND', 'Haneda', 'Tokyo', 'JP', 35.55, 139.78, 'Asia/Tokyo'],
  ['ICN', 'Incheon', 'Seoul', 'KR', 37.46, 126.44, 'Asia/Seoul'],
  ['IST', 'Istanbul Airport', 'Istanbul', 'TR', 41.28, 28.75, 'Europe/Istanbul'],
  ['JFK', 'John F. Kennedy', 'New York', 'US', 40.64, -73.78, 'America/New_York'],
  ['JNB', 'O. R. Tambo', 'Johannesburg', 'ZA', -26.14, 28.25, 'Africa/Johannesburg'],
  ['LAX', 'Los Angeles International', 'Los Angeles', 'US', 33.94, -118.41, 'America/Los_Angeles'],
  ['LCY', 'City', 'London', 'GB', 51.51, 0.06, 'Europe/London'],
  ['LGA', 'LaGuardia', 'New York', 'US', 40.78, -73.87, 'America/New_York'],
  ['LGW', 'Gatwick', 'London', 'GB', 51.15, -0.18, 'Europe/London'],
  ['LHR', 'Heathrow', 'London', 'GB', 51.47, -0.45, 'Europe/London'],
  ['LIN', 'Linate', 'Milan', 'IT', 45.45, 9.28, 'Europe/Rome'],
  ['LIS', 'Humberto Delgado', 'Lisbon', 'PT', 38.77, -9.13, 'Europe/Lisbon'],
  ['MAD', 'Barajas', 'Madrid', 'ES', 40.47, -3.56, 'Europe/Madrid'],
  ['MEX', 'Benito Juarez', 'Mexico City', 'MX', 19.44, -99.07, 'America/Mexico_City'],
  ['MIA', 'Miami International', 'Miami', 'US', 25.79, -80.29, 'America/New_York'],
  ['MUC', 'Franz Josef Strauss', 'Munich', 'DE', 48.35, 11.79, 'Europe/Berlin'],
  ['MXP', 'Malpensa', 'Milan', 'IT', 45.63, 8.72, 'Europe/Rome'],
  ['NRT', 'Narita', 'Tokyo', 'JP', 35.76, 140.39, 'Asia/Tokyo'],
  ['ORD', 'O’Hare', 'Chicago', 'US', 41.98, -87.9, 'America/Chicago'],
  ['ORY', 'Orly', 'Paris', 'FR', 48.73, 2.36, 'Europe/Paris'],
  ['OSL', 'Gardermoen', 'Oslo', 'NO', 60.19, 11.1, 'Europe/Oslo'],
  ['PEK', 'Capital', 'Beijing', 'CN', 40.08, 116.58, 'Asia/Shanghai'],
  ['PVG', 'Pudong', 'Shanghai', 'CN', 31.14, 121.81, 'Asia/Shanghai'],
  ['SFO', 'San Francisco International', 'San Francisco', 'US', 37.62, -122.38, 'America/Los_Angeles'],
  ['SIN', 'Changi', 'Singapore', 'SG', 1.36, 103.99, 'Asia/Singapore'],
  ['STN', 'Stansted', 'London', 'GB', 51.89, 0.24, 'Europe/London'],
  ['SYD', 'Kingsford Smith', 'Sydney', 'AU', -33.95, 151.18, 'Australia/Sydney'],
  ['VIE', 'Schwechat', 'Vienna', 'AT', 48.11, 16.57, 'Europe/Vienna'],
  ['WAW', 'Chopin', 'Warsaw', 'PL', 52.17, 20.97, 'Europe/Warsaw'],
  ['YUL', 'Trudeau', 'Montreal', 'CA', 45.47, -73.74, 'America/Toronto'],
  ['YYZ', 'Pearson', 'Toronto', 'CA', 43.68, -79.63, 'America/Toronto'],
  ['ZRH', 'Kloten', 'Zurich', 'CH', 47.46, 8.55, 'Europe/Zurich'],
] as const;

const AIRPORTS: ReadonlyMap<string, Airport> = new Map(
  ROWS.map(([code, name, city, country, latitude, longitude, timeZone]) => [
    code,
    { code, name, city, country, latitude, longitude, timeZone },
  ]),
);

/** Codes of cities, or of what counts as one. */
const CITIES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    BJS: ['PEK'],
    BUE: ['EZE'],
    CHI: ['ORD'],
    JKT: ['CGK'],
    LON: ['LHR', 'LGW', 'STN', 'LCY'],
    MIL: ['MXP', 'LIN'],
    NYC: ['JFK', 'EWR', 'LGA'],
    PAR: ['CDG', 'ORY'],
    ROM: ['FCO'],
    SAO: ['GRU'],
    SEL: ['ICN'],
    SHA: ['PVG'],
    STO: ['ARN'],
    TYO: ['HND', 'NRT'],
    YMQ: ['YUL'],
    YTO: ['YYZ'],
  }),
);

export const airportOf = (code: string): Airport => {
  const airport = AIRPORTS.get(code);
  if (airport === undefined) throw new Error(`no such airport in the simulated world: ${code}`);
  return airport;
};

/** The airports that a code stands for; none where the simulated world ends. */
export const airportsFor = (code: string): readonly Airport[] =>
  AIRPORTS.has(code) ? [airportOf(code)] : (CITIES.get(code) ?? []).map(airportOf);
