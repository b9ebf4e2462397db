/** Numbers from 0 up to 1, the same ones for ever for the same seed. */
export type Random = () => number;

/** Each purpose draws from a stream of its own, so that one does not shift the other. */
export const randomOf = (...seed: readonly (string | number)[]): Random => {
  const word = seedWords(seed.join('\u001F'));
  let [a, b, c, counter] = [word(), word(), word(), word()];
  return () => {
    const mixed = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return (mixed >>> 0) / 4_294_967_296;
  };
};

export const between = (least: number, most: number, random: Random): number =>
  least + (most - least) * random();

export const pick = <T>(choices: readonly [T, ...T[]], random: Random): T =>
  choices[Math.floor(random() * choices.length)] ?? choices[0];

/** One draw, of a stream that is used for nothing else. */
export const chanceOf = (...seed: readonly (string | number)[]): number => randomOf(...seed)();

/** A normally distributed number (Box and Muller), around 0 and by 1. */
export const bell = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Sixteen hexadecimal digits that stand for a text of any length. */
export const digestOf = (...parts: readonly (string | number)[]): string => {
  const word = seedWords(parts.join('\u001F'));
  return [word(), word()].map((half) => half.toString(16).padStart(8, '0')).join('');
};

/** Words of 32 bits (xmur3) that a text of any length is spread over, to start the small fast counter (sfc32) above. */
const seedWords = (text: string): (() => number) => {
  let hash = 1_779_033_703 ^ text.length;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 3_432_918_353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
    hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
    hash ^= hash >>> 16;
    return hash >>> 0;
  };
};
