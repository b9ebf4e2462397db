import { describe, expect, it, test } from '@jest/globals';
import { loadPlaces } from '../../../src/adapters/places/load-places.ts';

const places = loadPlaces();
const found = (text: string): readonly string[] => places.find(text, 10).map(({ code }) => code);

describe('who types what a city is also called', () => {
  test.each([
    ['wien', ['VIE']],
    ['München', ['MUC']],
    ['muenchen', ['MUC']],
    ['venezia', ['VCE', 'TSF']],
    ['roma', ['ROM', 'FCO', 'CIA']],
    ['milano', ['MIL', 'MXP', 'BGY', 'LIN']],
    ['kobenhavn', ['CPH']],
    ['prag', ['PRG']],
    ['moskva', ['MOW', 'SVO', 'DME', 'VKO', 'ZIA']],
    ['peking', ['BJS', 'PEK', 'PKX']],
    ['bombay', ['BOM', 'NMI']],
    ['saigon', ['SGN']],
  ])('as "%s", is shown %j first', (text, codes) => {
    expect(found(text).slice(0, codes.length)).toEqual(codes);
  });

  it('is shown the city by the name that it has here', () => {
    expect(places.find('roma', 1)).toEqual([
      { code: 'ROM', type: 'city', name: 'Rome', city: 'Rome', country: 'IT', airports: ['FCO', 'CIA'] },
    ]);
    expect(places.find('wien', 1)).toMatchObject([{ name: 'Vienna International Airport', city: 'Vienna' }]);
  });
});

describe('who types a name as keys and habit allow', () => {
  test.each([
    ['st petersburg', ['LED', 'PIE']],
    ['St. Petersburg', ['LED', 'PIE']],
    ['saint louis', ['STL']],
    ['duesseldorf', ['DUS']],
    ['Koeln', ['CGN']],
    ['tromsoe', ['TOS']],
    ['newyork', ['NYC', 'JFK', 'EWR', 'LGA']],
    ['hongkong', ['HKG']],
    ['laguardia', ['LGA']],
    ['la guardia', ['LGA']],
    ['LaGuardia', ['LGA']],
    ['o hare', ['ORD']],
    ["O'Hare", ['ORD']],
    ['charlesdegaulle', ['CDG']],
    ['xi an', ['XIY']],
    ['milan bergamo', ['BGY']],
  ])('as "%s", is shown %j first', (text, codes) => {
    expect(found(text).slice(0, codes.length)).toEqual(codes);
  });
});

describe('who types what is in the middle of a word', () => {
  it('is shown it where nothing begins so, and only there', () => {
    expect(found('angzho')).toContain('CAN');
    expect(places.find('hgh', 10).map(({ city }) => city)).toEqual(['Hangzhou']);
    expect(found('urg')).not.toContain('HAM');
    expect(found('xpl')).toEqual(['XPL']);
  });
});
