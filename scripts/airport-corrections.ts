/** A row of `data/airports.json`: code, name, city, country, latitude, longitude, time zone, and 1 for the larger ones. */
export type AirportRow = readonly [
  code: string,
  name: string,
  city: string,
  country: string,
  latitude: number,
  longitude: number,
  timeZone: string,
  large: 0 | 1,
];

/** What is known better here than in the sources: airports that moved, new names, and names that travellers look for. */
export interface Correction {
  readonly name?: string;
  readonly city?: string;
  readonly country?: string;
  readonly at?: readonly [latitude: number, longitude: number];
  readonly timeZone?: string;
}

export const CORRECTIONS: Readonly<Record<string, Correction>> = {
  AAR: { city: 'Aarhus' },
  AUA: { city: 'Oranjestad' },
  BAH: { city: 'Manama' },
  BGY: { name: 'Milan Bergamo Il Caravaggio International Airport' },
  BSL: { city: 'Basel' },
  // Bishkek's airport has taken over the code of a landing strip in Alaska; its old one, FRU, still names the city.
  BSZ: {
    name: 'Manas International Airport',
    city: 'Bishkek',
    country: 'KG',
    at: [43.061, 74.478],
    timeZone: 'Asia/Bishkek',
  },
  BUZ: { name: 'Bushehr Airport' },
  CKG: { city: 'Chongqing' },
  CNF: { name: 'Belo Horizonte Confins International Airport' },
  CRL: { name: 'Brussels South Charleroi Airport' },
  CUR: { city: 'Willemstad' },
  DOH: { name: 'Hamad International Airport', at: [25.273, 51.608] },
  DPS: { name: 'Denpasar Ngurah Rai International Airport', city: 'Bali' },
  EWR: { city: 'New York' },
  FOC: { city: 'Fuzhou' },
  FYN: { name: 'Fuyun Koktokay Airport', at: [46.804, 89.512] },
  GUA: { city: 'Guatemala City' },
  HBE: { name: 'Alexandria Borg El Arab International Airport' },
  HND: { name: 'Tokyo Haneda International Airport' },
  ITM: { name: 'Osaka Itami International Airport' },
  IWK: { name: 'Iwakuni Kintaikyo Airport' },
  JFK: { city: 'New York' },
  JHG: { city: 'Jinghong' },
  JNG: { name: "Jining Da'an Airport", at: [35.647, 116.744] },
  JSO: { name: 'Sobral Regional Airport', at: [-3.615, -40.232] },
  KIX: { name: 'Osaka Kansai International Airport' },
  KTI: { name: 'Techo International Airport', city: 'Phnom Penh' },
  LAS: { name: 'Harry Reid International Airport' },
  LGA: { name: 'LaGuardia Airport', city: 'New York' },
  MED: { city: 'Medina' },
  MRU: { city: 'Mauritius' },
  MSJ: { name: 'Misawa Airport' },
  NRT: { name: 'Tokyo Narita International Airport' },
  PBG: { name: 'Plattsburgh International Airport' },
  PVG: { name: 'Shanghai Pudong International Airport' },
  RUN: { city: 'Saint-Denis' },
  SBD: { name: 'San Bernardino International Airport' },
  SPS: { name: 'Wichita Falls Regional Airport' },
  SWF: { city: 'New York' },
  TAO: { name: 'Qingdao Jiaodong International Airport', at: [36.362, 120.088] },
  TTT: { name: 'Taitung Airport' },
  XPL: { name: 'Palmerola International Airport' },
};

/** Flagged as served, but airlines have left them: for another airport of the city, or long ago. */
export const CLOSED: ReadonlySet<string> = new Set([
  'ADA',
  'ALY',
  'HAX',
  'LRO',
  'MUV',
  'NWU',
  'PNH',
  'REP',
  'YNI',
  'YWN',
]);

/**
 * Flagged as served, but airlines do not fly there: bases and stations of armed forces (most of them closed), the heliports of
 * towns and hotels, and posts of air navigation. A base that airlines share is none of these.
 */
export const NOT_FOR_AIRLINES: ReadonlySet<string> = new Set([
  'AHT',
  'FKH',
  'FOP',
  'GOF',
  'GVW',
  'HGT',
  'JDT',
  'JLH',
  'JRC',
  'KKM',
  'LNX',
  'LRN',
  'NAB',
  'NGM',
  'NGZ',
  'NOH',
  'NSF',
  'NXX',
  'OHC',
  'PIF',
  'PVN',
  'SXC',
  'TUH',
  'WBI',
  'WDY',
]);

/**
 * Where the sources lie further apart than this, they mean two airports, and it is not this one that is flagged as served.
 * The larger errors in their coordinates stay below it.
 */
export const ANOTHER_AIRPORT_KM = 300;

/** Served all the same; the other source has not heard of them. */
export const NEW_UNDER_OLD_CODE: ReadonlySet<string> = new Set(['HNG', 'JIO', 'JNH', 'MZS']);

/** Served, and not in the source of the others, or in it without the flag. */
export const ADDED: readonly AirportRow[] = [
  ['DUE', 'Dundo Airport', 'Dundo', 'AO', -7.4, 20.817, 'Africa/Luanda', 0],
  ['DXJ', 'Xiangxi Biancheng Airport', 'Xiangxi', 'CN', 28.497, 109.522, 'Asia/Shanghai', 0],
  ['GMZ', 'La Gomera Airport', 'San Sebastián de La Gomera', 'ES', 28.03, -17.215, 'Atlantic/Canary', 0],
  ['HFN', 'Hornafjörður Airport', 'Höfn', 'IS', 64.296, -15.227, 'Atlantic/Reykjavik', 0],
  ['LDE', 'Tarbes–Lourdes–Pyrénées Airport', 'Tarbes', 'FR', 43.187, 0.003, 'Europe/Paris', 0],
  ['LEU', "Andorra–La Seu d'Urgell Airport", "La Seu d'Urgell", 'ES', 42.339, 1.409, 'Europe/Madrid', 0],
  [
    'NBJ',
    'Dr. Antonio Agostinho Neto International Airport',
    'Luanda',
    'AO',
    -9.047,
    13.507,
    'Africa/Luanda',
    1,
  ],
  ['OVD', 'Asturias Airport', 'Oviedo', 'ES', 43.559, -6.032, 'Europe/Madrid', 0],
  ['TMJ', 'Termez Airport', 'Termez', 'UZ', 37.281, 67.319, 'Asia/Tashkent', 0],
  ['TRA', 'Tarama Airport', 'Tarama', 'JP', 24.654, 124.677, 'Asia/Tokyo', 0],
  ['TRI', 'Tri-Cities Regional Airport', 'Bristol', 'US', 36.481, -82.408, 'America/New_York', 0],
];
